/// Which findings and posture issues make a run fail. One that is suppressed or known never does.
package struct Policy: Sendable, Hashable {
  /// A finding violates the policy when any of them holds.
  package var rules: [Rule]
  /// Which posture issues make the run fail as well; nil where none does.
  package var posture: PosturePolicy?
  /// What `age>policy` holds ages against.
  package var rotation = RotationLimits.usual

  /// Any actionable finding fails the run but one of low confidence.
  package static let anyFinding = Policy(rules: [Rule(minConfidence: .medium)])

  package init(rules: [Rule], rotation: RotationLimits = .usual) {
    self.rules = rules
    self.rotation = rotation
  }

  /// Conditions that must all hold; one that is nil always does.
  package struct Rule: Sendable, Hashable {
    package var verdicts: Set<Verdict>?
    package var validities: Set<Validity>?
    /// Only what neither the baseline nor the earlier report knows.
    package var isNew = false
    package var placements: Set<Placement>?
    package var minSeverity: Severity?
    package var minConfidence: Finding.Confidence?
    /// Exposed for more days than its lifetime class allows; a class that is not named is not meant.
    package var maxAgeDays: [LifetimeClass: Int]?
    /// Exposed for more days than the rotation policy allows its detector or its lifetime class.
    package var isOverdue = false

    package init(
      verdicts: Set<Verdict>? = nil, placements: Set<Placement>? = nil, minSeverity: Severity? = nil,
      minConfidence: Finding.Confidence? = nil, maxAgeDays: [LifetimeClass: Int]? = nil
    ) {
      self.verdicts = verdicts
      self.placements = placements
      self.minSeverity = minSeverity
      self.minConfidence = minConfidence
      self.maxAgeDays = maxAgeDays
    }
  }

  /// The findings that make the run fail, in the report's order.
  ///
  /// - Parameter known: Fingerprints of an earlier report; nil where the baseline tells what is new.
  package func violations(in report: Report, known: Set<Fingerprint>? = nil) -> [Finding] {
    let judge = judge(of: report, known: known)
    return report.findings.filter { !judge.broken(by: $0).isEmpty }
  }

  func judge(of report: Report, known: Set<Fingerprint>?) -> Judge {
    Judge(
      rules: rules, detectors: Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first },
      now: report.generatedAt, known: known, rotation: rotation)
  }

  /// Holds findings of one report against the rules.
  struct Judge {
    let rules: [Rule]
    let detectors: [String: DetectorSummary]
    let now: Timestamp
    let known: Set<Fingerprint>?
    let rotation: RotationLimits

    /// Numbers of the rules that a finding breaks.
    func broken(by finding: Finding) -> [Int] {
      guard finding.isActionable else { return [] }
      let context = Context(
        detector: detectors[finding.detector], now: now, isNew: Policy.isNew(finding, known),
        rotation: rotation)
      return rules.indices.filter { rules[$0].holds(for: finding, in: context) }
    }
  }

  /// What a rule asks for beside the finding.
  struct Context {
    let detector: DetectorSummary?
    let now: Timestamp
    let isNew: Bool
    let rotation: RotationLimits
  }

  static func isNew(_ finding: Finding, _ known: Set<Fingerprint>?) -> Bool {
    if let known { return !known.contains(finding.fingerprint) }
    return finding.baselineState == nil || finding.baselineState == .new
  }
}

extension Policy.Rule {
  /// Where the report does not know the detector, or nothing dates the secret, the worst is assumed: a gap in
  /// what is known must not let a leak through.
  func holds(for finding: Finding, in context: Policy.Context) -> Bool {
    if isNew, !context.isNew { return false }
    if let validities, !validities.contains(finding.validity) { return false }
    if let verdicts, !verdicts.contains(finding.verdict) { return false }
    if let placements, !placements.contains(finding.placement) { return false }
    if let minSeverity, finding.severity < minSeverity { return false }
    if let minConfidence, finding.confidence.rank < minConfidence.rank { return false }
    let lifetime = context.detector?.lifetime ?? .longLived
    if let maxAgeDays, !isOlder(finding, than: maxAgeDays[lifetime], context) { return false }
    guard isOverdue else { return true }
    return isOlder(
      finding, than: context.rotation.days(detector: finding.detector, lifetime: lifetime), context)
  }

  private func isOlder(_ finding: Finding, than limit: Int?, _ context: Policy.Context) -> Bool {
    guard let limit, !finding.validity.hasEnded else { return false }
    guard let age = finding.age(at: context.now) else { return finding.placement != .uncommitted }
    return age > limit
  }
}

extension Finding.Confidence {
  /// 0 for the lowest.
  package var rank: Int { Finding.Confidence.allCases.firstIndex(of: self) ?? 0 }
}
