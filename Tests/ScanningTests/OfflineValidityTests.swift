import Detectors
import Findings
import Scanning
import Testing

struct OfflineValidityTests {
  static let now = Timestamp(year: 2026, month: 6, day: 15)
  static let past = Timestamp(year: 2025, month: 1, day: 1)
  static let future = Timestamp(year: 2027, month: 1, day: 1)

  private func judge(
    _ dates: CarriedDates? = nil, policy: Detector.PolicyDeath? = nil, introduced: Timestamp? = nil
  ) -> (validity: Validity, reason: String?) {
    OfflineValidity.judge(
      dates: dates, policy: policy, introducedNotAfter: introduced, now: OfflineValidityTests.now)
  }

  private func policy(
    endedOn: Timestamp? = nil, maxDays: Int? = nil, extendable: Detector.PolicyDeath.Extendable = .no
  ) -> Detector.PolicyDeath {
    Detector.PolicyDeath(
      endedOn: endedOn, maxDays: maxDays, isExtendable: extendable, source: "https://docs.example",
      checkedOn: OfflineValidityTests.past)
  }

  @Test func `nothing known proves nothing`() {
    #expect(judge() == (.unprobed, nil))
    #expect(judge(CarriedDates(created: OfflineValidityTests.past, source: "jwt")) == (.unprobed, nil))
  }

  static let expiries: [(String, Timestamp, Bool, Validity, String?)] = [
    ("jwt", past, false, .expired, "exp claim 2025-01-01 has passed"),
    ("jwt", future, false, .unprobed, nil),
    ("azure-sas", past, false, .expired, "signed expiry (se) 2025-01-01 has passed"),
    ("ulid", past, true, .unprobed, "probably expired: expiry date 2025-01-01 has passed"),
  ]

  @Test(arguments: expiries)
  func `an expiry date that has passed is a proof unless it is inferred`(
    source: String, expires: Timestamp, isInferred: Bool, validity: Validity, reason: String?
  ) {
    #expect(
      judge(CarriedDates(expires: expires, source: source, isInferred: isInferred)) == (validity, reason))
  }

  @Test(arguments: ["x509", "ssh-certificate"])
  func `an expired certificate does not prove its key dead`(source: String) {
    let verdict = judge(CarriedDates(expires: OfflineValidityTests.past, source: source))
    #expect(verdict.validity == .unprobed)
    #expect(verdict.reason?.hasPrefix("probably expired") == true)
  }

  @Test func `a provider's last day ends all of a kind`() {
    let verdict = judge(policy: policy(endedOn: OfflineValidityTests.past))
    #expect(verdict.validity == .expired)
    #expect(verdict.reason?.contains("2025-01-01 (https://docs.example)") == true)
    #expect(judge(policy: policy(endedOn: OfflineValidityTests.future)) == (.unprobed, nil))
    #expect(judge(policy: policy(endedOn: OfflineValidityTests.now)).validity == .expired)
  }

  static let lifetimes: [(Int, Detector.PolicyDeath.Extendable, Timestamp?, Validity, Bool)] = [
    (90, .no, past, .expired, true),
    (90, .unknown, past, .unprobed, true), (90, .yes, past, .unprobed, true),
    (5000, .no, past, .unprobed, false), (90, .no, nil, .unprobed, false),
    (.max, .no, past, .unprobed, false),
  ]

  @Test(arguments: lifetimes)
  func `a longest life counts from the introduction, and proves death only where nobody can prolong it`(
    days: Int, extendable: Detector.PolicyDeath.Extendable, introduced: Timestamp?, validity: Validity,
    hasReason: Bool
  ) {
    let verdict = judge(policy: policy(maxDays: days, extendable: extendable), introduced: introduced)
    #expect(verdict.validity == validity)
    #expect((verdict.reason != nil) == hasReason)
  }

  @Test func `a documented creation date bounds the life as well, an inferred one does not`() {
    let rule = policy(maxDays: 90)
    let past = OfflineValidityTests.past
    #expect(judge(CarriedDates(created: past, source: "jwt"), policy: rule).validity == .expired)
    let inferred = CarriedDates(created: past, source: "snowflake", isInferred: true)
    #expect(judge(inferred, policy: rule).validity == .unprobed)
    #expect(judge(CarriedDates(created: past, source: "azure-key"), policy: rule).validity == .unprobed)
  }

  @Test func `a proof outranks a guess`() {
    let dates = CarriedDates(expires: OfflineValidityTests.past, source: "x509")
    #expect(judge(dates, policy: policy(endedOn: OfflineValidityTests.past)).validity == .expired)
    let guess = judge(
      dates, policy: policy(maxDays: 1, extendable: .unknown), introduced: OfflineValidityTests.past)
    #expect(guess.reason?.contains("notAfter") == true)
  }
}
