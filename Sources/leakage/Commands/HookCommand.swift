internal import ArgumentParser

struct HookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Stop secrets where work is done: in git hooks, and before a coding agent's model sees them.",
    discussion: """
      EXAMPLES:
        leakage hook install               search what every commit adds
        leakage hook install --pre-push    search what every push adds
        leakage hook install --global      for all repositories made from now on
        leakage hook uninstall
        leakage hook agent install --for claude-code
      """,
    subcommands: [
      HookInstallCommand.self, HookUninstallCommand.self, HookRunCommand.self, HookAgentCommand.self,
    ])
}

/// Which hooks are meant, and where.
struct HookPlaceOptions: ParsableArguments {
  @Flag(help: "The hook before a commit.")
  var preCommit = false

  @Flag(help: "The hook before a push.")
  var prePush = false

  @Flag(help: "The hook of a server, before a push takes effect.")
  var preReceive = false

  @Flag(help: "For all repositories: by git's template folder, or where core.hooksPath is set by that.")
  var global = false

  @Argument(
    help: ArgumentHelp("The repository. (default: .)", valueName: "path"), completion: .directory)
  var path: String?

  /// Those that flags name; empty where none does.
  var hooks: [GitHook] {
    [(preCommit, GitHook.preCommit), (prePush, .prePush), (preReceive, .preReceive)].filter(\.0).map(\.1)
  }

  func check() throws(CommandFailure) {
    if global, let path {
      throw CommandFailure(
        "--global is for all repositories, but '\(path)' was given", help: "drop one of them")
    }
    if let path, !FileSystem.leadsToFile(path) { throw CommandFailure("no such folder: '\(path)'") }
  }
}
