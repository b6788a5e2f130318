/// The folder that git takes hooks from, and what follows from where it lies.
struct HookPlace {
  let folder: String
  /// What the hooks call: this program by its path, or by its name where others share the file.
  let program: String
  /// What the user should know of it.
  var notes: [String] = []

  /// For one repository: git says which folder, `core.hooksPath` and linked work trees taken into account.
  static func repository(_ path: String) throws(CommandFailure) -> HookPlace {
    let (folder, top) = try folder(of: path)
    let base = top ?? path
    let git = GitCommand(folder: base)
    let configured = try git.run(["config", "--show-scope", "--get", "core.hooksPath"])
    let scope = configured.output.prefix { $0 != "\t" }
    if configured.status == 0, scope == "global" || scope == "system" {
      throw CommandFailure(
        "core.hooksPath of the \(scope) configuration makes all repositories share '\(folder)'",
        help: "install it for all of them with: leakage hook install --global")
    }
    if folder.hasSuffix("/.husky/_") {
      throw CommandFailure(
        "husky writes the hooks in '\(folder)' and would write over this one",
        help: "add this line to .husky/pre-commit: leakage hook run pre-commit")
    }
    let own = absolute(try git.answer("rev-parse", "--git-common-dir"), in: base)
    guard let top, contains(top, folder), !contains(own, folder) else {
      return HookPlace(folder: folder, program: ownPath)
    }
    return HookPlace(
      folder: folder, program: "leakage",
      notes: [
        "\(folder) is part of the work tree: commit the hook, and everybody who has leakage has the check"
      ])
  }

  /// Where git looks for the hooks of the repository at `path`, and its work tree's root; nil when bare.
  static func folder(of path: String) throws(CommandFailure) -> (folder: String, top: String?) {
    let answer = try GitCommand(folder: path).run(["rev-parse", "--show-toplevel"])
    let top = answer.status == 0 ? answer.output : nil
    // A relative core.hooksPath counts from the top.
    let base = top ?? path
    let folder = try GitCommand(folder: base).answer("rev-parse", "--git-path", "hooks")
    return (absolute(folder, in: base), top)
  }

  /// The path of the running program.
  static var ownPath: String {
    AgentProgram.own ?? CommandLine.arguments.first.flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? "leakage"
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    let full = path.hasPrefix("/") ? path : folder + "/" + path
    return resolved(full) ?? full
  }

  private static func contains(_ folder: String, _ path: String) -> Bool {
    let (folder, path) = (resolved(folder) ?? folder, resolved(path) ?? path)
    return path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  static func resolved(_ path: String) -> String? { FileSystem.resolved(path) }
}
