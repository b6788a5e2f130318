internal import ArgumentParser
internal import Findings
internal import Reporting
internal import Scanning

/// A CI job from its environment to the exit status.
struct CIRun {
  let path: String
  let base: String?
  let isWhole: Bool
  let sarif: String
  let engine: EngineOptions
  let policy: PolicyOptions
  let posture: PostureOptions
  let output: OutputOptions
  var environment = ProcessEnvironment.current

  func run() async throws {
    let service = CIService(environment)
    let answer = try answer(service)
    var plan = try OutputPlan(
      output, stdout: Terminal(.output), stderr: Terminal(.error), environment: environment)
    plan.add(reports(of: service))
    let file = policy.baseline ?? (engine.untrusted ? nil : BaselineFile.usual(in: path))
    let baseline = try file.map { try BaselineFile($0).read() }
    if !plan.isQuiet {
      StandardStream.error.line(
        "leakage ci: \(service?.rawValue ?? "no CI service that is known"), \(answer.words)")
      if let file { StandardStream.error.line("leakage ci: what \(file) knows does not count") }
    }
    let setup = try setup(answer, baseline)
    let started = ContinuousClock.now
    var report = await setup.run(showsProgress: plan.showsProgress)
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    report.statistics.seconds = engine.now == nil ? seconds : nil
    let conclusion = Conclusion(plan: plan, policy: setup.policy, exitCode: Int32(policy.exitCode))
    report = conclusion.judged(report)
    let log = CILog(service: service, plan: plan)
    let status = log.guarded { conclusion.deliver(report, seconds: seconds) }
    let isTold = tell(report, service, log)
    guard status == ExitStatus.clean, isTold else {
      throw ExitCode(isTold || status != 0 ? status : ExitStatus.incomplete)
    }
  }

  private func answer(_ service: CIService?) throws(CommandFailure) -> CIAnswer {
    let outline: RepositoryOutline
    do { outline = try RepositoryOutline(path: path) } catch {
      throw CommandFailure("\(error)", help: "run it in the job's clone", status: ExitStatus.incomplete)
    }
    let event = service == .github ? try base == nil && !isWhole ? GitHubEvent.read(environment) : nil : nil
    var question = CIQuestion(service, environment, event: event)
    if isWhole { return CIAnswer(words: question.words) }
    if let base {
      question.bases = [base]
      guard outline.commit(base) != nil || outline.isShallow else {
        throw CommandFailure("--base: the clone has no '\(base)'", status: ExitStatus.incomplete)
      }
    }
    return try CIAnswer(question, service, outline)
  }

  private func setup(_ answer: CIAnswer, _ baseline: Baseline?) throws -> ScanSetup {
    let key = FingerprintKey.resolve(
      variable: environment[FingerprintKey.environmentVariable], baseline: baseline)
    var setup = try ScanSetup(
      arguments: [path], scope: try ScopeOptions.parse([]), engine: engine, baseline: baseline, key: key,
      policy: try policy.gate.policy())
    if let tip = answer.tip {
      setup.request.options.range = "\(answer.bases[0])..\(tip)"
      setup.request.options.excluded = Array(answer.bases.dropFirst())
    }
    try setup.check(posture: posture.isWanted(by: setup.request.options))
    return setup
  }

  /// SARIF for everybody, and what GitLab takes as a job's reports.
  private func reports(of service: CIService?) -> [Destination] {
    let own = service == .gitlab ? [Destination(.file("gl-secret-detection-report.json"), as: .gitlab)] : []
    return [Destination(.file(sarif), as: .sarif)] + own
  }

  /// What the service shows beside the log. False where it could not be written.
  private func tell(_ report: Report, _ service: CIService?, _ log: CILog) -> Bool {
    let annotations = Annotations(report, for: service)
    for line in annotations.lines { log.line(line) }
    do {
      if service == .gitlab {
        try ReportFile("gl-code-quality-report.json").write(try CodeQuality(annotations).json())
      }
      if service == .github, let file = environment["GITHUB_STEP_SUMMARY"] {
        try SummaryFile(file).append(try report.rendered(as: .markdown))
      }
      return true
    } catch {
      StandardStream.error.line("\(error)")
      return false
    }
  }
}
