internal import ArgumentParser
internal import Detectors
internal import Findings
internal import Reporting
internal import Scanning

/// A scan from the command line to the exit status, with what may follow it.
struct ScanRun {
  var paths: [String]
  var scope: ScopeOptions
  var engine: EngineOptions
  var policy: PolicyOptions
  var output: OutputOptions
  var probing: ProbingOptions
  var mode: ProbeStage.Mode
  /// Nil where posture is not checked.
  var posture: PostureOptions?
  /// Only these findings; nil for all.
  var only: Set<Fingerprint>?
  /// A file of joined shards that says what need not be searched.
  var hits: String?

  func run() async throws {
    let environment = ProcessEnvironment.current
    let plan = try OutputPlan(
      output, stdout: Terminal(.output), stderr: Terminal(.error), environment: environment)
    var baseline: Baseline?
    if let file = policy.baseline { baseline = try BaselineFile(file).read() }
    let key = try KeyChoice.key(in: environment, baseline: baseline)
    var setup = try ScanSetup(
      arguments: paths, scope: scope, engine: engine, baseline: baseline, key: key,
      policy: try policy.gate.policy())
    if let hits { try JoinedShards(hits).apply(to: &setup) }
    setup.request.options.revealsSecrets = plan.revealsSecrets
    try setup.check(posture: posture?.isWanted(by: setup.request.options) ?? false)
    // As git has it, for the repository that it works on.
    if scope.staged, paths.isEmpty { setup.request.options.indexFile = environment["GIT_INDEX_FILE"] }
    let asks = mode != .ledgerOnly || probing.ledger != nil || !probing.inventories.isEmpty
    if asks { setup.request.options.vault = CredentialVault() }
    let timings = output.timings || output.timingsFile != nil ? DetectorTimings() : nil
    setup.request.options.timings = timings
    let started = ContinuousClock.now
    var report = await setup.run(showsProgress: plan.showsProgress)
    if let only { report.keep(only) }
    if asks { report = try await stage(setup).run(report) }
    if mode == .plan {
      if let lines = DiagnosticLines.text(of: report, isQuiet: plan.isQuiet) {
        StandardStream.error.line(lines)
      }
      guard report.complete else { throw ExitCode(ExitStatus.incomplete) }
      return
    }
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    report.statistics.seconds = engine.now == nil ? seconds : nil
    let conclusion = Conclusion(plan: plan, policy: setup.policy, exitCode: Int32(policy.exitCode))
    let status = conclusion.deliver(conclusion.judged(report), seconds: seconds)
    if let timings { try deliver(TimingReport(timings)) }
    if status != ExitStatus.clean { throw ExitCode(status) }
  }

  private func stage(_ setup: ScanSetup) -> ProbeStage {
    ProbeStage(
      mode: mode, arguments: probing, catalog: setup.catalog, allowed: setup.probing.allowed,
      canaryAccounts: setup.probing.canaryAccounts,
      owned: OwnedRemotes(patterns: setup.probing.ownedRemotes), scan: setup.request.options,
      isTimeGiven: engine.now != nil)
  }

  private func deliver(_ timings: TimingReport) throws {
    if output.timings { StandardStream.error.line(timings.table) }
    if let file = output.timingsFile { try ReportFile(file).write(try timings.json()) }
  }
}

extension Report {
  /// Drops all other findings; says how many of the wanted ones are not there any more.
  fileprivate mutating func keep(_ fingerprints: Set<Fingerprint>) {
    findings.removeAll { !fingerprints.contains($0.fingerprint) }
    let missing = fingerprints.count - findings.count
    guard missing > 0 else { return }
    diagnostics.append(
      Diagnostic(
        severity: .warning, code: "not-found-again",
        message: "\(missing) of the report's findings were not found again and cannot be probed",
        help: "scan anew, with the key that the report was made with", isIncomplete: false))
  }
}
