package import Findings

/// Counts over the findings that are neither suppressed nor known from the baseline.
package struct ReportSummary: Encodable, Sendable, Hashable {
  /// All findings of the report, whatever their state.
  package let total: Int
  /// Those that the other counts are about.
  package let actionable: Int
  package let suppressed: Int
  /// Known from the baseline and unchanged.
  package let baselined: Int
  /// In the baseline, no longer in the scan.
  package let absent: Int
  package let inHead: Int
  package let byVerdict: [String: Int]
  package let byPlacement: [String: Int]
  package let byValidity: [String: Int]
  package let bySeverity: [String: Int]
  /// The oldest that nobody is known to have rotated; nil when nothing dates any.
  package let oldest: Oldest?
  /// The same over posture; nil where nobody looked.
  package let posture: PostureSummary?

  package struct Oldest: Encodable, Sendable, Hashable {
    package let fingerprint: Fingerprint
    package let ageDays: Int
    package let ageIsLowerBound: Bool
    package let since: Timestamp
  }
}

extension Report {
  package var summary: ReportSummary {
    let counted = findings.lazy.filter(\.isActionable)
    return ReportSummary(
      total: findings.count, actionable: counted.count { _ in true },
      suppressed: findings.count { $0.suppression != nil },
      baselined: findings.count { $0.suppression == nil && $0.baselineState == .unchanged },
      absent: findings.count { $0.suppression == nil && $0.baselineState == .absent },
      inHead: counted.count { $0.placement == .head },
      byVerdict: tally(counted.map(\.verdict)), byPlacement: tally(counted.map(\.placement)),
      byValidity: tally(counted.map(\.validity)),
      bySeverity: tally(counted.map(\.severity)),
      oldest: oldest(of: counted), posture: PostureSummary(self))
  }

  private func oldest(of findings: some Sequence<Finding>) -> ReportSummary.Oldest? {
    let unrotated = findings.lazy.filter { $0.isUnrotated && $0.age(at: generatedAt) != nil }
    guard let first = unrotated.min(by: Finding.isOlder), let since = first.exposure.start else { return nil }
    return .init(
      fingerprint: first.fingerprint, ageDays: since.days(until: generatedAt),
      ageIsLowerBound: first.exposure.isAtLeast, since: since)
  }
}

extension Finding {
  /// Nothing shows that it was replaced, or its successor did not end it.
  var isUnrotated: Bool { verdict < .probablyRotated }

  /// By severity, then by age.
  static func isWorse(_ left: Finding, _ right: Finding) -> Bool {
    left.severity != right.severity ? left.severity > right.severity : isOlder(left, right)
  }

  /// Oldest first, undated last, then by fingerprint: a total order.
  static func isOlder(_ left: Finding, _ right: Finding) -> Bool {
    switch (left.exposure.start, right.exposure.start) {
    case (let first?, let second?) where first != second: first < second
    case (.some, nil): true
    case (nil, .some): false
    default: left.fingerprint < right.fingerprint
    }
  }
}

/// How often each case occurs; every case has its key.
private func tally<Case: RawRepresentable<String> & CaseIterable & Hashable>(_ cases: some Sequence<Case>)
  -> [String: Int]
{
  var counts = Dictionary(Case.allCases.map { ($0.rawValue, 0) }) { first, _ in first }
  for item in cases { counts[item.rawValue, default: 0] += 1 }
  return counts
}
