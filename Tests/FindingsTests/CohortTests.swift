import Testing

@testable import Findings

struct CohortTests {
  private static let records =
    (0..<8).map { AgeSamples.record($0, validity: .live, start: Timestamp(year: 2022, month: 5, day: 1)) }
    + (8..<12).map {
      AgeSamples.record(
        $0, validity: .dead, rotation: .superseded, placement: .history,
        start: Timestamp(year: 2022, month: 11, day: 30))
    }
    + [
      AgeSamples.record(12, validity: .limited, start: Timestamp(year: 2022, month: 1, day: 1)),
      AgeSamples.record(13, start: Timestamp(year: 2022, month: 2, day: 1)),
      AgeSamples.record(
        14, detector: "token", validity: .expired, start: Timestamp(year: 2023, month: 2, day: 1)),
      AgeSamples.record(15, validity: .unprobeable, start: Timestamp(year: 2023, month: 3, day: 1)),
      AgeSamples.record(16, start: nil),
    ]

  @Test func `a year's row counts its members once each`() throws {
    let cohorts = Cohort.all(of: Self.records, span: .year, asked: ["key"], now: AgeSamples.now)
    #expect(cohorts.map(\.name) == ["2022", "2023", "undated"])
    let row = try #require(cohorts.first)
    #expect((row.unique, row.live, row.limited, row.revoked, row.unknown) == (14, 8, 1, 4, 1))
    #expect(row.liveOfDecided.count == 9)
    #expect(row.liveOfDecided.total == 13)
    #expect(row.oldestLiveDays == Timestamp(year: 2022, month: 1, day: 1).days(until: AgeSamples.now))
    #expect(row.replaced.count == 4)
    #expect(row.inHead.count == 10)
  }

  @Test func `an end that needs no asking is no evidence where nobody asked`() throws {
    let row = try #require(
      Cohort.all(of: Self.records, span: .year, asked: ["key"], now: AgeSamples.now).first {
        $0.name == "2023"
      })
    #expect(row.expired == 1)
    #expect(row.liveOfDecided.total == 0)
    #expect(row.probeable == 1)
  }

  @Test func `quarters are cohorts too`() {
    let names = Cohort.all(of: Self.records, span: .quarter, asked: [], now: AgeSamples.now).map(\.name)
    #expect(names == ["2022-Q1", "2022-Q2", "2022-Q4", "2023-Q1", "undated"])
  }

  @Test func `figures never hide what is not known`() {
    let figures = AgeFigures(Self.records, repositories: ["a"], now: AgeSamples.now)
    #expect(figures.unanswered.count == 3)
    #expect(figures.unanswered.total == 17)
    #expect(figures.cohorts.reduce(0) { $0 + $1.unique } == figures.unique)
    #expect(figures.histogram.undated == 1)
    #expect(figures.matrix.values.flatMap(\.values).reduce(0, +) == figures.unique)
  }

  @Test func `exposure is held against zero days and age against the policy`() throws {
    var limits = RotationLimits()
    #expect(limits.add("long-lived=90d,key=2y") == nil)
    #expect(limits.add("soon") == "not a number of days: 'soon'")
    let rows = LimitRow.all(of: Self.records, limits: limits, now: AgeSamples.now)
    #expect(rows.map(\.name) == ["exposed", "key", "long-lived"])
    #expect(rows.map(\.limitDays) == [0, 730, 90])
    let first = try #require(rows.first)
    #expect(first.over.count == first.over.total)
  }

  @Test func `a trend tells what is new, fixed, reopened and older`() {
    let earlier: [Fingerprint: Trend.Earlier] = [
      AgeSamples.fingerprint(0): .init(validity: .live, rotation: .none),
      AgeSamples.fingerprint(8): .init(validity: .live, rotation: .none),
      AgeSamples.fingerprint(12): .init(validity: .dead, rotation: .superseded),
      AgeSamples.fingerprint(99): .init(validity: .live, rotation: .none),
    ]
    let records = Self.records.filter { [0, 1, 8, 12].map(AgeSamples.fingerprint).contains($0.fingerprint) }
    let since = Timestamp(year: 2026, month: 6, day: 1)
    let trend = Trend(from: earlier, at: since, to: records, now: AgeSamples.now, seesEverything: true)
    #expect(trend.new == [AgeSamples.fingerprint(1)])
    #expect(trend.fixed == [AgeSamples.fingerprint(8), AgeSamples.fingerprint(99)])
    #expect(trend.reopened == [AgeSamples.fingerprint(12)])
    #expect(trend.older == [AgeSamples.fingerprint(0)])
    #expect(trend.daysBetween == 30)
    let narrow = Trend(from: earlier, at: since, to: records, now: AgeSamples.now, seesEverything: false)
    #expect(narrow.fixed == [AgeSamples.fingerprint(8)], "a narrowed report proves no absence")
  }

  @Test func `replacement and removal are counted from git alone`() throws {
    let records = (0..<60).map { index in
      let start = Timestamp(seconds: AgeSamples.now.seconds - 400 * 86_400)
      return AgeSamples.record(
        index, rotation: [.none, .superseded, .removed][index % 3], start: start,
        gone: index % 3 == 0 ? nil : Timestamp(seconds: start.seconds + Int64(index + 1) * 86_400))
    }
    let times = HistoryTimes(records, now: AgeSamples.now)
    #expect(times.subjects == 60)
    #expect(abs((times.inPlace?.value(at: 399) ?? 0) - 1.0 / 3) < 0.001)
    #expect(abs((times.replaced?.value(at: 399) ?? 0) - 1.0 / 3) < 0.001)
    #expect(try #require(times.medianDays) > 30)
  }
}
