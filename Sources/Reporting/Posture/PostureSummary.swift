package import Findings

/// Counts over posture, as the JSON form has them beside those over findings.
package struct PostureSummary: Encodable, Sendable, Hashable {
  package let total: Int
  /// Those that the other counts are about.
  package let actionable: Int
  package let suppressed: Int
  package let baselined: Int
  /// Targets that were checked, and those that have an issue that counts.
  package let checked: Int
  package let repositories: Int
  package let bySeverity: [String: Int]
  package let byRule: [String: Int]
  package let oldest: Oldest?

  package struct Oldest: Encodable, Sendable, Hashable {
    package let fingerprint: Fingerprint
    package let ageDays: Int
    package let ageIsLowerBound: Bool
    package let since: Timestamp
  }

  /// Nil where nobody looked.
  init?(_ report: Report) {
    let tally = PostureTally(report)
    guard !tally.isEmpty else { return nil }
    total = report.posture.count
    actionable = tally.issues.count
    suppressed = report.posture.count { $0.suppression != nil }
    baselined = tally.setAside - suppressed
    checked = tally.checked
    repositories = tally.repositories
    bySeverity = Dictionary(
      uniqueKeysWithValues: Severity.allCases.map { severity in
        (severity.rawValue, tally.issues.count { $0.severity == severity })
      })
    byRule = Dictionary(uniqueKeysWithValues: tally.rows.map { ($0.rule.id, $0.issues.count) })
    oldest = tally.oldest.flatMap { issue in
      guard let since = issue.exposure?.start else { return nil }
      return Oldest(
        fingerprint: issue.fingerprint, ageDays: since.days(until: report.generatedAt),
        ageIsLowerBound: issue.exposure?.isAtLeast ?? false, since: since)
    }
  }
}
