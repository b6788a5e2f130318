internal import ArgumentParser

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join what many machines found: shards of one repository, reports of many.",
    discussion: """
      Reads shards and reports, JSON and JSON Lines, and writes JSON Lines. What it writes can be merged again: any \
      order and any grouping give the same bytes. Shards of one search become one document; of each repository the \
      newest whole report stays. 'leakage report' reads the result, 'leakage scan --hits' makes a report of joined \
      shards. The status is 3 where shards are missing or a report is incomplete.

      EXAMPLES:
        leakage merge part-*.json -o whole.jsonl       the shards of one repository
        leakage scan --hits whole.jsonl repo -f json   their report
        leakage merge scans/*.json -o night.jsonl      the reports of many
        leakage report night.jsonl -o age.html         and one age report of them
      """)

  @Argument(
    help: ArgumentHelp(
      "Shards and reports, JSON or JSON Lines; '-' is standard input.", valueName: "input"),
    completion: .file(extensions: ["json", "jsonl"]))
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to FILE. (default: standard output)", valueName: "file"), completion: .file())
  var output: String?

  func run() throws {
    let status = try MergeRun(inputs: inputs, output: output).run()
    if status != ExitStatus.clean { throw ExitCode(status) }
  }
}
