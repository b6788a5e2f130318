internal import ArgumentParser

struct DetectorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detectors",
    abstract: "List, show and test detectors.",
    discussion: """
      EXAMPLES:
        leakage detectors list aws
        leakage detectors show github-pat-classic
        leakage detectors test my-company.toml
      """,
    subcommands: [DetectorsListCommand.self, DetectorsShowCommand.self, DetectorsTestCommand.self])
}

/// Which detectors a command of this family looks at.
struct CatalogOptions: ParsableArguments {
  @Option(
    name: .customLong("detectors"), parsing: .singleValue,
    help: ArgumentHelp("Add the detectors of a file or folder. Repeatable.", valueName: "path"),
    completion: .file(extensions: ["toml"]))
  var detectorPaths: [String] = []
}
