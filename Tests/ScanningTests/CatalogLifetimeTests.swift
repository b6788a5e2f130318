import Detectors
import EmbeddedDetectors
import Findings
import Scanning
import Testing

/// The longest lives that the catalogue's providers publish.
@Suite struct CatalogLifetimeTests {
  private static let rules = DetectorCatalog.embedded.detectors.compactMap { detector in
    detector.policy.flatMap { rule in rule.maxDays.map { Row(id: detector.id, rule: rule, days: $0) } }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let rule: Detector.PolicyDeath
    let days: Int
    var testDescription: String { id }
  }

  private func judge(_ row: Row, daysAfter days: Int64) -> (validity: Validity, reason: String?) {
    let introduced = max(row.rule.endedOn?.seconds ?? 0, Timestamp(year: 2020, month: 1, day: 1).seconds)
    return OfflineValidity.judge(
      dates: nil, policy: row.rule, introducedNotAfter: Timestamp(seconds: introduced),
      now: Timestamp(seconds: introduced + days * 86_400 + 1))
  }

  @Test(arguments: rules) func `a longest life proves death only where nobody can prolong it`(row: Row) {
    // A rule that also ended all of a kind has nothing left to prove.
    guard row.rule.endedOn == nil else { return }
    #expect(judge(row, daysAfter: Int64(row.days) - 1) == (.unprobed, nil))
    let verdict = judge(row, daysAfter: Int64(row.days))
    #expect(verdict.validity == (row.rule.isExtendable == .no ? .expired : .unprobed))
    #expect(verdict.reason?.contains(row.rule.source) == true)
    #expect(verdict.reason?.hasPrefix("probably expired") == (row.rule.isExtendable != .no))
  }

  @Test func `the catalogue has lives of every kind, each with the page that says so`() {
    #expect(Set(Self.rules.map(\.rule.isExtendable)) == Set(Detector.PolicyDeath.Extendable.allCases))
    #expect(Self.rules.allSatisfy { $0.rule.source.hasPrefix("https://") && $0.days > 0 })
  }
}
