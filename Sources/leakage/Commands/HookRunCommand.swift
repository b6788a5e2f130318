internal import ArgumentParser

struct HookRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "What the hooks run: search what a commit or push adds, and refuse it when there is a secret.",
    discussion: """
      Says nothing when all is well. A baseline at the usual place (.leakage-baseline.json) is obeyed. pre-push and \
      pre-receive read from standard input what git writes there.

      Exit status 1 when a secret is found, 3 when something could not be searched: git refuses in both cases.

      EXAMPLES:
        leakage hook run pre-commit
        leakage hook run pre-push -- origin https://example.org/api.git
      """
  ).below("leakage hook")

  @Argument(help: ArgumentHelp("pre-commit, pre-push or pre-receive.", valueName: "hook"))
  var hook: GitHook

  @Argument(help: ArgumentHelp("What git gives to the hook.", valueName: "argument"))
  var arguments: [String] = []

  @Option(
    help: ArgumentHelp("Do not count the secrets that FILE knows.", valueName: "file"), completion: .file())
  var baseline: String?

  @OptionGroup(title: "Search") var engine: EngineOptions

  func run() async throws {
    try await HookRun(hook: hook, arguments: arguments, engine: engine, baseline: baseline).run()
  }
}
