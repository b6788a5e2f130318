/// Hooks for all repositories of a user, by git's own means.
///
/// The template folder (`init.templateDir`): git copies its files into every repository that it makes or clones, and
/// `git init` into one that exists, where they write over nothing. The other means, a global `core.hooksPath`, would
/// work at once everywhere, but git then passes over every repository's own hooks, and tools that install hooks refuse
/// to. Where somebody has set it already, only hooks in that folder run, so that is where this one goes.
struct GlobalHooks {
  let git: GitCommand
  let environment: ProcessEnvironment

  init(environment: ProcessEnvironment = .current) {
    git = GitCommand(folder: "/")
    self.environment = environment
  }

  private static let templateKey = "init.templateDir"

  /// Says which folder it is, and sets it in the configuration where nothing does.
  func placeForInstalling() throws(CommandFailure) -> HookPlace {
    if let shared = try sharedFolder() {
      return HookPlace(
        folder: shared, program: HookPlace.ownPath,
        notes: [
          "core.hooksPath is set: the check holds at once in every repository that does not set it for itself"
        ])
    }
    if let template = try git.path(GlobalHooks.templateKey, "--global") {
      return HookPlace(folder: template + "/hooks", program: HookPlace.ownPath, notes: GlobalHooks.notes)
    }
    let own = try ownFolder()
    _ = try git.answer("config", "--global", GlobalHooks.templateKey, own)
    return HookPlace(
      folder: own + "/hooks", program: HookPlace.ownPath,
      notes: ["set \(GlobalHooks.templateKey) to \(own)"] + GlobalHooks.notes)
  }

  private static let notes = [
    "git copies it into every repository that is made or cloned from now on",
    "in a repository that exists, run: git init (it adds what is missing and writes over nothing), "
      + "or where it has a hook of its own: leakage hook install",
  ]

  /// Nil where nothing was ever installed.
  func placeForUninstalling() throws(CommandFailure) -> HookPlace? {
    if let shared = try sharedFolder() { return HookPlace(folder: shared, program: "leakage") }
    return try git.path(GlobalHooks.templateKey, "--global").map {
      HookPlace(folder: $0 + "/hooks", program: "leakage")
    }
  }

  /// Takes the setting back where it names our own folder and nothing is left in it. Says so.
  func tidyUp() throws(CommandFailure) -> String? {
    guard let template = try git.path(GlobalHooks.templateKey, "--global"), template == (try ownFolder()),
      FileSystem.removeEmptyFolder(template + "/hooks"), FileSystem.removeEmptyFolder(template)
    else { return nil }
    _ = try git.answer("config", "--global", "--unset", GlobalHooks.templateKey)
    return "\(GlobalHooks.templateKey) is set no longer"
  }

  private func sharedFolder() throws(CommandFailure) -> String? {
    if let folder = try git.path("core.hooksPath", "--global") { return folder }
    return try git.path("core.hooksPath", "--system")
  }

  private func ownFolder() throws(CommandFailure) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/leakage/git-template" }
    guard let home = environment["HOME"] else {
      throw CommandFailure("HOME is not set", help: "set it, or git config --global init.templateDir FOLDER")
    }
    return home + "/.local/share/leakage/git-template"
  }
}
