internal import ArgumentParser
internal import Detectors
internal import Findings
internal import Reporting
internal import Scanning

struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Scan repositories, folders or a text for leaked credentials. The default command.",
    discussion: """
      Everything that a repository holds is scanned: all that any ref leads to, reflogs, the index, changed and \
      untracked files of the work tree, and the messages of commits and tags. A path that is no repository has \
      its files scanned.

      EXAMPLES:
        leakage scan                                the repository here
        leakage scan main..HEAD                     the commits of a branch
        leakage scan --staged                       what the next commit adds
        leakage scan --since 2024-01-01 -f json     new history only, as JSON
        leakage scan --report out.sarif repos/*     many at once, text and SARIF
        leakage scan --untrusted --baseline known.json vendor/lib
        git log -p -1 | leakage scan --stdin        a text
      """)

  @Argument(
    help: ArgumentHelp(
      "Repositories or folders, and at most one range A..B. (default: .)", valueName: "path"),
    completion: .directory)
  var paths: [String] = []

  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup(title: "Search") var engine: EngineOptions
  @OptionGroup(title: "Policy") var policy: PolicyOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let environment = ProcessEnvironment.current
    let plan = try OutputPlan(
      output, stdout: Terminal(.output), stderr: Terminal(.error), environment: environment)
    var baseline: Baseline?
    if let file = policy.baseline { baseline = try BaselineFile(file).read() }
    let key = FingerprintKey.resolve(
      variable: environment[FingerprintKey.environmentVariable], baseline: baseline)
    var setup = try ScanSetup(
      arguments: paths, scope: scope, engine: engine, baseline: baseline, key: key)
    setup.request.options.revealsSecrets = plan.revealsSecrets
    let timings = output.timings || output.timingsFile != nil ? DetectorTimings() : nil
    setup.request.options.timings = timings
    let started = ContinuousClock.now
    var report = await setup.run(showsProgress: plan.showsProgress)
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    report.statistics.seconds = engine.now == nil ? seconds : nil
    let status = conclude(report, plan: plan, policy: setup.policy, seconds: seconds)
    if let timings { try deliver(TimingReport(timings)) }
    if status != ExitStatus.clean { throw ExitCode(status) }
  }

  private func deliver(_ timings: TimingReport) throws {
    if output.timings { StandardStream.error.line(timings.table) }
    if let file = output.timingsFile { try ReportFile(file).write(try timings.json()) }
  }

  /// Delivers the report, says on stderr what it does not say on stdout, and judges it.
  private func conclude(_ report: Report, plan: OutputPlan, policy: ScanPolicy, seconds: Double) -> Int32 {
    let isDelivered = Delivery(plan: plan).deliver(report)
    if plan.main != Destination(.standardOutput, as: .text),
      let lines = DiagnosticLines.text(of: report, isQuiet: plan.isQuiet)
    {
      StandardStream.error.line(lines)
    }
    if plan.isVerbose {
      StandardStream.error.line(StatisticsLine.text(of: report.statistics, seconds: seconds))
    }
    return ExitStatus.of(
      hasViolation: policy.isViolated(by: report), isComplete: report.complete, isDelivered: isDelivered,
      findings: Int32(self.policy.exitCode))
  }
}
