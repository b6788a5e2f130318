/// Which findings make a run fail. A finding that is suppressed or known never does.
package struct Policy: Sendable, Hashable {
  /// A finding violates the policy when any of them holds.
  package var rules: [Rule]

  /// Any actionable finding fails the run.
  package static let anyFinding = Policy(rules: [Rule()])

  package init(rules: [Rule]) { self.rules = rules }

  /// Conditions that must all hold; one that is nil always does.
  package struct Rule: Sendable, Hashable {
    package var verdicts: Set<Verdict>?
    package var placements: Set<Placement>?
    package var minSeverity: Severity?
    package var minConfidence: Finding.Confidence?
    /// Exposed for more days than its lifetime class allows; a class that is not named is not meant.
    package var maxAgeDays: [LifetimeClass: Int]?

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
  package func violations(in report: Report) -> [Finding] {
    let detectors = Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
    return report.findings.filter { finding in
      finding.isActionable
        && rules.contains { $0.holds(for: finding, of: detectors[finding.detector], at: report.generatedAt) }
    }
  }
}

extension Policy.Rule {
  /// Where the report does not know the detector, or nothing dates the secret, the worst is assumed: a gap in
  /// what is known must not let a leak through.
  func holds(for finding: Finding, of detector: DetectorSummary?, at now: Timestamp) -> Bool {
    if let verdicts, !verdicts.contains(finding.verdict) { return false }
    if let placements, !placements.contains(finding.placement) { return false }
    if let minSeverity, finding.severity < minSeverity { return false }
    if let minConfidence, finding.confidence.rank < minConfidence.rank { return false }
    guard let maxAgeDays else { return true }
    if finding.validity.hasEnded { return false }
    guard let limit = maxAgeDays[detector?.lifetime ?? .longLived] else { return false }
    guard let age = finding.age(at: now) else { return finding.placement != .uncommitted }
    return age > limit
  }
}

extension Finding.Confidence {
  /// 0 for the lowest.
  package var rank: Int { Finding.Confidence.allCases.firstIndex(of: self) ?? 0 }
}
