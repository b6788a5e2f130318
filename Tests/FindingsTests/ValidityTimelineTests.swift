import Findings
import Testing

@Suite struct ValidityTimelineTests {
  /// One observation a word: `live@3` on day 3.
  private func timeline(_ text: String) throws -> ValidityTimeline {
    let observations = try text.split(separator: " ").map { word in
      let parts = word.split(separator: "@")
      let validity = try #require(Validity(rawValue: String(parts[0])))
      return Observation(
        fingerprint: Fingerprint(code: Array(repeating: 1, count: 16)), detector: "sample",
        endpoint: "GET a.test/",
        time: Self.day(try #require(Int64(parts[1]))), validity: validity, catalog: "c")
    }
    return try #require(ValidityTimeline(observations))
  }

  private static func day(_ number: Int64) -> Timestamp {
    Timestamp(seconds: 1_700_000_000 + number * 86_400)
  }

  @Test(arguments: [
    ("live@1", Validity.live, false, 0), ("dead@1", .dead, false, 0), ("dead@1 dead@1", .dead, false, 0),
    ("dead@1 dead@2", .dead, true, 0), ("live@1 dead@2 unknown@3 dead@4", .dead, true, 0),
    ("dead@1 dead@2 live@3", .live, false, 1), ("dead@1 live@2 dead@3", .dead, false, 1),
    ("live@1 unknown@2", .live, false, 0), ("unknown@1", .unknown, false, 0),
    ("limited@1 dead@2", .dead, false, 0),
    ("dead@1 expired@2", .expired, true, 0),
  ])
  func `one dead answer is provisional, a second on another day confirms, a live one reopens`(
    text: String, validity: Validity, isConfirmed: Bool, reopenings: Int
  ) throws {
    let timeline = try timeline(text)
    #expect(timeline.validity == validity)
    #expect(timeline.isConfirmed == isConfirmed)
    #expect(timeline.reopenings == reopenings)
  }

  /// Seconds since the first probe of what a provider told as the last use, answer by answer; our probes are on days 0, 1
  /// and 2.
  @Test(
    arguments: [
      ([nil, nil, nil], nil), ([-5000, nil, nil], -5000), ([-5000, 3, 86_410], -5000),
      ([3, 86_410, nil], nil),
      ([-5000, 40_000, 86_410], 40_000), ([-5000, 40_000, 90_000], 90_000), ([-601, nil, nil], -601),
      ([-600, nil, nil], nil),
    ] as [([Int64?], Int64?)])
  func `a use that one of our probes explains is not the last use`(uses: [Int64?], expected: Int64?) throws {
    let start: Int64 = 1_700_000_000
    let observations = uses.enumerated().map { day, use in
      Observation(
        fingerprint: Fingerprint(code: Array(repeating: 1, count: 16)), detector: "sample",
        endpoint: "GET a.test/",
        time: Self.day(Int64(day)), validity: .live, lastUsed: use.map { Timestamp(seconds: start + $0) },
        catalog: "c")
    }
    #expect(ValidityTimeline(observations)?.lastUseByOthers?.seconds == expected.map { start + $0 })
  }

  @Test func `death lies between the last live and the first dead answer`() throws {
    let timeline = try timeline("live@10 live@20 unknown@25 dead@30 dead@31")
    #expect(timeline.death == DateBounds(earliest: Self.day(20), latest: Self.day(30)))
    #expect(timeline.timeToRevocation(since: Self.day(0)) == 20...30)
    #expect(timeline.timeToRevocation(since: Self.day(25)) == 0...5)
    #expect(try self.timeline("dead@7").timeToRevocation(since: Self.day(0)) == 0...7)
    #expect(try self.timeline("live@7").death == nil)
  }

  @Test func `what a value itself proves outranks every answer`() throws {
    let finding = Finding(
      fingerprint: Fingerprint(code: Array(repeating: 1, count: 16)), detector: "sample",
      redacted: "… (1 chars)",
      entropy: 1, confidence: .high, validity: .expired, rotation: .none, placement: .head,
      exposure: Exposure(),
      occurrences: [])
    #expect(finding.observed(try timeline("live@1")).validity == .expired)
    #expect(finding.observed(try timeline("live@1")).probe?.lastSeenLive == Self.day(1))
  }
}
