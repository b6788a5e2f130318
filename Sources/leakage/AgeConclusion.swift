internal import Findings
internal import Reporting

/// The end of a run that tells ages: its report judged, handed over and turned into an exit status.
struct AgeConclusion {
  let plan: OutputPlan
  let gate: ReportGate
  let figures: FigureOptions
  /// The status when findings violate the policy.
  let exitCode: Int32

  func status(of age: consuming AgeReport) throws(CommandFailure) -> Int32 {
    age.report.diagnostics += gate.complaints(about: age)
    var known: GateResult.Known?
    if let earlier = try figures.earlier() {
      age.compare(with: earlier)
      known = earlier.known(to: age)
    }
    let result = gate.policy.map { GateResult($0, for: age.report, known: known) }
    age.report.gate = result
    return deliver(age, result)
  }

  /// - Parameter result: Nil where nobody chose a policy.
  private func deliver(_ age: AgeReport, _ result: GateResult?) -> Int32 {
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
