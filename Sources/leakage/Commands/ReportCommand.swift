internal import ArgumentParser
internal import Findings
internal import Reporting

extension GroupKey: ExpressibleByArgument {}
extension CohortSpan: ExpressibleByArgument {}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Make one age report of any number of scans: what leaked when, what still works, what is oldest.",
    discussion: """
      Reads JSON and JSON Lines reports of any number of repositories, joins the same secret across them by \
      fingerprint, and tells cohorts, survival, rotation and ages with their 95 % intervals. A ledger's export among \
      the inputs, or --ledger, tells what probes saw. It reads the files only: no repository and no network. What \
      fails the run is --fail-on, or else the [policy] of the working folder's .leakage.toml; without either nothing \
      does.

      EXAMPLES:
        leakage report scans/*.json -o age.html               a page for the browser
        leakage report scan.json -f markdown                  for a pull request's comment
        leakage report new.json --against old.json            what changed since
        leakage report *.json --policy 90d,aws-access-key=30d --fail-on 'live,age>policy+severity>=high'
      """)

  @Argument(
    help: ArgumentHelp("Reports, JSON or JSON Lines; '-' is standard input.", valueName: "input"),
    completion: .file(extensions: ["json", "jsonl"]))
  var inputs: [String]

  @OptionGroup(title: "Figures") var figures: FigureOptions

  @Option(
    help: ArgumentHelp("Take what probes saw from this ledger.", valueName: "file"), completion: .file())
  var ledger: String?

  @OptionGroup(title: "Policy") var policy: ReportPolicyOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let plan = try OutputPlan(
      output, stdout: Terminal(.output), stderr: Terminal(.error), environment: .current)
    let gate = try ReportGate(policy, figures: figures)
    var age = try AgeReportReader(inputs: inputs, figures: figures, ledger: ledger, options: gate.options)
      .read()
    if !plan.revealsSecrets {
      for index in age.report.findings.indices { age.report.findings[index].revealed = nil }
    }
    let conclusion = AgeConclusion(
      plan: plan, gate: gate, figures: figures, exitCode: Int32(policy.exitCode))
    let status = try conclusion.status(of: age)
    if status != ExitStatus.clean { throw ExitCode(status) }
  }
}
