internal import ArgumentParser
internal import Findings
internal import Reporting
internal import Scanning

/// A check of posture from the command line to the exit status.
struct PostureRun {
  let paths: [String]
  let search: PostureSearchOptions
  let gate: PostureGateOptions
  let output: PostureOutputOptions

  func run() async throws {
    let plan = try output.plan()
    let policy = try gate.policy()
    let baseline = try gate.baseline.map { try BaselineFile($0).read() }
    var setup = try ScanSetup(
      arguments: paths, scope: try ScopeOptions.parse([]), engine: try search.engine, baseline: baseline,
      key: FingerprintKey.resolve(variable: nil, baseline: baseline))
    if let range = setup.request.options.range {
      throw CommandFailure(
        "posture is that of HEAD's files, so '\(range)' means nothing", help: "name a repository")
    }
    setup.request.options.isPostureOnly = true
    setup.request.options.checksPosture = true
    let report = await setup.run(showsProgress: false)
    let result = policy.result(for: report.posture, at: report.generatedAt)
    let isDelivered = Delivery(plan: plan).deliver(PostureDocument(report: report))
    if !gate.conditions.isEmpty, !plan.isQuiet { StandardStream.error.line(GateLine.text(of: result)) }
    if !plan.tellsText, let lines = DiagnosticLines.text(of: report, isQuiet: plan.isQuiet) {
      StandardStream.error.line(lines)
    }
    let status = ExitStatus.of(
      hasViolation: !result.isPassed, isComplete: report.complete, isDelivered: isDelivered,
      findings: Int32(gate.exitCode))
    if status != ExitStatus.clean { throw ExitCode(status) }
  }
}

/// A report on posture alone.
struct PostureDocument: Renderable {
  let report: Report

  func write(as format: OutputFormat, style: TextStyle, to output: inout ReportStream) throws {
    guard format == .text else {
      try report.write(as: format, style: style, options: AgeReport.Options(), to: &output)
      return
    }
    report.writePostureText(style: style, to: &output)
  }
}
