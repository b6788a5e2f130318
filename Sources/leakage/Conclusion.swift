internal import Findings

/// The end of a scan: its report judged, handed over and turned into an exit status.
struct Conclusion {
  let plan: OutputPlan
  let policy: ScanPolicy
  /// The status when findings violate the policy.
  let exitCode: Int32

  /// The report with its policy's result in it.
  func judged(_ report: Report) -> Report {
    var report = report
    var gate = policy.judged(report)
    gate.isChosen = policy.isChosen
    report.gate = gate
    return report
  }

  /// Delivers a judged report, and says on stderr what it does not say on stdout.
  func deliver(_ report: Report, seconds: Double) -> Int32 {
    let isDelivered = Delivery(plan: plan).deliver(ScanDocument(report, rotation: policy.policy.rotation))
    if let gate = report.gate, gate.isChosen, !plan.isQuiet, !plan.tellsText {
      StandardStream.error.line(GateLine.text(of: gate))
    }
    if !plan.tellsText, let lines = DiagnosticLines.text(of: report, isQuiet: plan.isQuiet) {
      StandardStream.error.line(lines)
    }
    if plan.isVerbose {
      StandardStream.error.line(StatisticsLine.text(of: report.statistics, seconds: seconds))
    }
    return ExitStatus.of(
      hasViolation: report.gate?.isPassed == false, isComplete: report.complete,
      isDelivered: isDelivered,
      findings: exitCode)
  }
}
