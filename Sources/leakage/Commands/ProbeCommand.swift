internal import ArgumentParser
internal import Findings
internal import Reporting
internal import Scanning

struct ProbeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract:
      "Tell which leaked credentials still work. Shows what would be sent, and sends it only with --run.",
    discussion: """
      A report holds no values: the repositories that it names, or PATH, are scanned again in memory. Each \
      credential is asked about once, with the least request that its provider documents, and the answer is kept \
      in the ledger.

      EXAMPLES:
        leakage probe                               what would be sent, and where
        leakage probe --run --i-own-these           send it, and report what is live
        leakage probe --run report.json             for the findings of a report
        leakage probe --inventory keys.json         what the owner's list of keys tells, without sending anything
        leakage scan --probe --i-own-these          scan and probe in one go
      """)

  @Argument(
    help: ArgumentHelp(
      "Repositories or folders, or one JSON report of leakage. (default: .)", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Flag(help: "Send the requests. Without it nothing leaves the machine.")
  var run = false

  @OptionGroup(title: "Probing") var probing: ProbingOptions
  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup(title: "Search") var engine: EngineOptions
  @OptionGroup(title: "Policy") var policy: PolicyOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    guard !scope.stdin else {
      throw CommandFailure(
        "--stdin cannot be probed: what comes through a pipe may be anybody's", help: "name a path")
    }
    let source = try ProbeSource(paths)
    let scan = ScanRun(
      paths: source.paths, scope: scope, engine: engine, policy: policy, output: output, probing: probing,
      mode: run ? .send : .plan, only: source.fingerprints)
    try await scan.run()
  }
}
