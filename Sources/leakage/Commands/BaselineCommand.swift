internal import ArgumentParser

struct BaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Record the secrets and posture issues that are known, so that only new ones count.",
    discussion: """
      A baseline names secrets by keyed fingerprint and never by position, so it survives rebases and moved \
      files, and holds no secret. Posture issues are named by check, file and variable.

      EXAMPLES:
        leakage baseline create                        write .leakage-baseline.json
        leakage scan --baseline .leakage-baseline.json
        leakage baseline update                        drop what is gone, add what is new
      """,
    subcommands: [BaselineCreateCommand.self, BaselineUpdateCommand.self])

  static let defaultFile = ".leakage-baseline.json"
}

/// What the two commands share: the scan, and the file.
struct BaselineOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Repositories or folders, and at most one range A..B. (default: .)", valueName: "path"),
    completion: .directory)
  var paths: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The baseline file.", valueName: "file"), completion: .file())
  var output = BaselineCommand.defaultFile

  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup(title: "Search") var engine: EngineOptions
  @OptionGroup(title: "Posture") var posture: PostureOptions

  @Flag(help: "Show no progress bar.")
  var noProgress = false
}
