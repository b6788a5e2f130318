internal import Findings
internal import Reporting

/// The end of a run that tells ages: its report handed over and turned into an exit status.
struct AgeConclusion {
  let plan: OutputPlan
  /// The status when findings violate the policy.
  let exitCode: Int32

  /// - Parameter result: Nil where nobody chose a policy.
  func deliver(_ age: AgeReport, _ result: GateResult?) -> Int32 {
    let isDelivered = Delivery(plan: plan).deliver(age)
    if !plan.tellsText, !plan.isQuiet,
      let lines = DiagnosticLines.text(of: age.report, isQuiet: false)
    {
      StandardStream.error.line(lines)
    }
    if let result, !plan.isQuiet, !plan.tellsText { StandardStream.error.line(GateLine.text(of: result)) }
    return ExitStatus.of(
      hasViolation: result.map { !$0.isPassed } ?? false, isComplete: age.report.complete,
      isDelivered: isDelivered, findings: exitCode)
  }
}
