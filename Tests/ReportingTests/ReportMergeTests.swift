import Findings
import Testing

@testable import Reporting

struct ReportMergeTests {
  private static func day(_ year: Int) -> Timestamp { Timestamp(year: year, month: 3, day: 1) }

  private static func finding(
    _ seed: UInt8, since year: Int, validity: Validity = .unprobed, rotation: Rotation = .none,
    path: String = "a.env",
    placement: Placement = .head, count: Int = 1
  ) -> Finding {
    SampleReport.finding(
      seed, detector: "aws-access-key", validity: validity, rotation: rotation, placement: placement,
      exposure: Exposure(firstCommit: SampleReport.commit(seed, on: day(year)), start: day(year)),
      occurrences: (0..<count).map { SampleReport.occurrence(count == 1 ? path : "\($0)/\(path)") })
  }

  private static func target(_ name: String) -> Report.Target {
    .init(kind: .repository, path: "/srv/" + name, remote: "https://git.example.org/\(name).git")
  }

  private static func merged(_ reports: [(String, [Finding])]) -> AgeReport {
    var merge = ReportMerge()
    for (name, findings) in reports {
      merge.begin([target(name)], generatedAt: SampleReport.now)
      for finding in findings { merge.add(finding) }
    }
    return merge.finished(version: "0", options: .init())
  }

  @Test func `the same secret in several repositories is one, exposed since the earliest`() throws {
    let age = Self.merged([
      ("late", [Self.finding(1, since: 2024, path: "x")]),
      ("early", [Self.finding(1, since: 2019, path: "y")]),
      ("other", [Self.finding(2, since: 2022)]),
    ])
    #expect(age.report.findings.count == 2)
    let joined = try #require(age.report.findings.first { $0.fingerprint == SampleReport.fingerprint(1) })
    #expect(joined.exposure.start == Self.day(2019))
    let index = try #require(age.report.findings.firstIndex(of: joined))
    #expect(age.places[index].map(\.path) == ["y", "x"])
    #expect(
      age.records[index].repositories.map { age.repositories[$0] } == [
        "https://git.example.org/early.git", "https://git.example.org/late.git",
      ])
  }

  @Test func `what was asked beats what was not, and in place beats gone`() throws {
    let age = Self.merged([
      ("a", [Self.finding(1, since: 2020, rotation: .removed, placement: .history)]),
      ("b", [Self.finding(1, since: 2021, validity: .live)]),
    ])
    let finding = try #require(age.report.findings.first)
    #expect(finding.validity == .live)
    #expect(finding.rotation == .none)
    #expect(finding.placement == .head)
    #expect(finding.verdict == .openDoor)
  }

  @Test func `the order of the reports does not matter`() throws {
    let reports = (0..<6).map { number in
      (
        "r\(number)",
        [
          Self.finding(1, since: 2015 + (number * 5) % 7, path: "p\(number)"),
          Self.finding(UInt8(number + 2), since: 2020),
        ]
      )
    }
    let one = Self.merged(reports)
    let other = Self.merged(reports.reversed())
    #expect(one.report.findings.map(\.fingerprint) == other.report.findings.map(\.fingerprint))
    #expect(one.report.findings.map(\.exposure) == other.report.findings.map(\.exposure))
    #expect(one.places.map(\.count) == other.places.map(\.count))
    #expect(one.figures.cohorts == other.figures.cohorts)
  }

  @Test func `all places are kept, of which the first are told in full`() throws {
    let age = Self.merged([
      ("a", [Self.finding(1, since: 2020, count: 900)]), ("b", [Self.finding(1, since: 2021, count: 900)]),
    ])
    #expect(age.places[0].count == 1800)
    #expect(age.report.findings[0].occurrenceCount == 1800)
    #expect(age.report.findings[0].occurrences.count == ReportMerge.detailLimit)
    #expect(try age.rendered(as: .json).contains("\"899/a.env\""))
  }

  @Test func `the ledger tells when a secret died`() throws {
    var merge = ReportMerge()
    merge.begin([Self.target("a")], generatedAt: SampleReport.now)
    merge.add(Self.finding(1, since: 2020))
    for (year, validity) in [(2021, Validity.live), (2022, .live), (2023, .dead)] {
      merge.add(
        Observation(
          fingerprint: SampleReport.fingerprint(1), detector: "aws-access-key", endpoint: "GET a",
          time: Self.day(year),
          validity: validity, catalog: "0"))
    }
    let record = try #require(merge.finished(version: "0", options: .init()).records.first)
    #expect(record.validity == .dead)
    #expect(record.lastLive == Self.day(2022))
    #expect(record.firstDead == Self.day(2023))
  }

  @Test func `a scan of one repository is its own age report`() {
    let age = AgeReport(SampleReport.rich)
    #expect(age.report.findings.map(\.fingerprint) == SampleReport.rich.findings.map(\.fingerprint))
  }
}
