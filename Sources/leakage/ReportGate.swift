internal import Detectors
internal import EmbeddedDetectors
internal import Findings
internal import Reporting
internal import Scanning

/// What a report is judged by: the command line where it speaks, and the configuration where it does not.
struct ReportGate {
  /// Nil where nobody chose one: a report then fails nothing.
  let policy: Policy?
  let options: AgeReport.Options
  /// The configuration brings detectors of its own, so that a name that is not known may be one of them.
  private let hasOwnDetectors: Bool

  init(_ arguments: ReportPolicyOptions, figures: FigureOptions) throws(CommandFailure) {
    let chosen = try arguments.gate.policy()
    let configuration = try arguments.configuration()
    options = try figures.reportOptions(rotation: configuration.rotation)
    var policy = chosen ?? configuration.policy
    policy?.rotation = options.limits
    self.policy = policy
    hasOwnDetectors = !configuration.detectorPaths.isEmpty
  }

  func complaints(about age: AgeReport) -> [Diagnostic] { unknownDetectors(age) + uncheckedPosture(age) }

  /// Who asks for posture where nobody checked it must not be told that all is well.
  private func uncheckedPosture(_ age: AgeReport) -> [Diagnostic] {
    guard policy?.posture != nil, age.report.posture.isEmpty,
      !age.report.targets.contains(where: { $0.postureChecked == true })
    else { return [] }
    return [
      Diagnostic(
        severity: .warning, code: "posture-unknown",
        message: "the policy names posture, and no posture was checked",
        help: "check it with: leakage scan, or leakage posture", isIncomplete: true)
    ]
  }

  /// A limit for a detector that nobody knows holds for nothing: a mistyped one must not pass in silence.
  private func unknownDetectors(_ age: AgeReport) -> [Diagnostic] {
    guard !options.limits.detectors.isEmpty, !hasOwnDetectors else { return [] }
    let known = DetectorCatalog.embedded.detectors.map(\.id) + age.report.detectors.map(\.id)
    return options.limits.detectors(missingFrom: known).map { name in
      Diagnostic(
        severity: .warning, code: "policy-detector-unknown",
        message: "the rotation policy names no lifetime class and no known detector: '\(name)'",
        help: Suggestion.question(for: name, among: known + LifetimeClass.allCases.map(\.rawValue)),
        isIncomplete: false)
    }
  }
}
