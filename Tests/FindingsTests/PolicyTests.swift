import Findings
import Testing

struct PolicyTests {
  typealias Samples = SuppressionSamples

  private func violates(_ finding: Finding, _ rule: Policy.Rule) -> Bool {
    !Policy(rules: [rule]).violations(in: Samples.report([finding])).isEmpty
  }

  @Test func `by default every actionable finding fails`() {
    var hidden = Samples.finding(1)
    hidden.suppression = Suppression(source: .inline)
    var known = Samples.finding(2)
    known.baselineState = .unchanged
    var copied = Samples.finding(3)
    copied.baselineState = .updated
    let report = Samples.report([hidden, known, copied, Samples.finding(4)])
    let numbers = Policy.anyFinding.violations(in: report).map(\.fingerprint)
    #expect(numbers == [Samples.fingerprint(3), Samples.fingerprint(4)])
    #expect(Policy(rules: []).violations(in: report).isEmpty)
  }

  @Test func `the conditions of one rule must all hold, one rule is enough`() {
    let finding = Samples.finding(1, placement: .history)
    #expect(violates(finding, .init(verdicts: [.suspect])))
    #expect(!violates(finding, .init(verdicts: [.suspect], placements: [.head])))
    let policy = Policy(rules: [.init(placements: [.head]), .init(placements: [.history])])
    #expect(policy.violations(in: Samples.report([finding])).count == 1)
  }

  @Test(arguments: [
    (Severity.low, true), (.medium, true), (.high, true), (.critical, false),
  ])
  func `severity is the finding's own`(least: Severity, fails: Bool) {
    #expect(violates(Samples.finding(1), .init(minSeverity: least)) == fails)
    #expect(violates(Samples.finding(1, severity: .critical), .init(minSeverity: least)))
  }

  @Test func `confidence has an order`() {
    let finding = Samples.finding(1, confidence: .medium)
    #expect(violates(finding, .init(minConfidence: .low)) && violates(finding, .init(minConfidence: .medium)))
    #expect(!violates(finding, .init(minConfidence: .high)))
  }

  static let ages: [(Int?, Validity, Placement, Bool)] = [
    (100, .unprobed, .head, false), (101, .unprobed, .head, true), (101, .live, .history, true),
    (101, .dead, .head, false), (101, .expired, .head, false), (nil, .unprobed, .unreachable, true),
    (nil, .unprobed, .uncommitted, false),
  ]

  @Test(arguments: ages)
  func `an age limit is for what may still work`(
    days: Int?, validity: Validity, placement: Placement, fails: Bool
  ) {
    let finding = Samples.finding(1, validity: validity, placement: placement, ageDays: days)
    #expect(violates(finding, .init(maxAgeDays: [.longLived: 100])) == fails)
  }

  @Test func `an age limit is for its lifetime class`() {
    let session = Samples.finding(1, detector: "sample-session")
    #expect(!violates(session, .init(maxAgeDays: [.longLived: 1])))
    #expect(violates(session, .init(maxAgeDays: [.longLived: 1, .ephemeral: 1])))
  }
}

struct ExposureBoundTests {
  private func exposure(author: Int, committer: Int, isSuspect: Bool = false, latest: Int? = nil) -> Exposure
  {
    func signature(_ day: Int) -> Signature {
      Signature(name: "", email: "", date: Timestamp(year: 2024, month: 1, day: day))
    }
    let commit = CommitSummary(
      id: "", author: signature(author), committer: signature(committer), subject: "")
    let bounds = latest.map { DateBounds(earliest: nil, latest: Timestamp(year: 2024, month: 1, day: $0)) }
    return Exposure(firstCommit: commit, dateSuspect: isSuspect, bounds: bounds)
  }

  @Test func `the later of both dates bounds the introduction, unless they lie`() {
    #expect(exposure(author: 9, committer: 3).introducedNotAfter?.date == "2024-01-09")
    #expect(exposure(author: 2, committer: 3).introducedNotAfter?.date == "2024-01-03")
    #expect(exposure(author: 2, committer: 3, isSuspect: true).introducedNotAfter == nil)
    #expect(
      exposure(author: 2, committer: 3, isSuspect: true, latest: 20).introducedNotAfter?.date == "2024-01-20")
    #expect(Exposure().introducedNotAfter == nil)
  }
}
