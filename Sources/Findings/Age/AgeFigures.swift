/// All figures of an age report. Pure: the same records and time give the same figures.
package struct AgeFigures: Sendable, Encodable {
  package let unique: Int
  package let live: Int
  package let limited: Int
  /// In place, and nobody knows whether they work.
  package let suspect: Int
  package let ended: Int
  package let inHead: Int
  /// Of all: nobody asked, nobody can ask, or the answer said nothing. Never hidden: every share of live ones
  /// rests on the rest.
  package let unanswered: Proportion
  package let unprobeable: Int
  package let unprobed: Int
  /// Live or limited, of those whose state is decided.
  package let liveOfDecided: Proportion
  /// Live or limited now, of those ever seen to work.
  package let liveOfEverLive: Proportion
  /// Live or limited, of decided ones whose exposure is at least two years old.
  package let liveAfterTwoYears: Proportion
  /// Replaced, of all that are dated and committed.
  package let replaced: Proportion
  /// Sum of the days of exposure of live and limited secrets.
  package let liveSecretDays: Int
  package let oldestLiveDays: Int?
  /// Days, of those not known to have ended.
  package let oldestOpenDays: Int?
  package let medianOpenDays: Int?
  package let cohorts: [Cohort]
  package let published: [PublishedFigure]
  package let revocation: RevocationSurvival
  package let history: HistoryTimes
  /// Count by placement, then verdict.
  package let matrix: [String: [String: Int]]
  package let histogram: AgeHistogram
  package let limits: [LimitRow]
  package let groups: [String: [GroupRow]]

  package init(
    _ records: [AgeRecord], repositories: [String], now: Timestamp, span: CohortSpan = .year,
    limits: RotationLimits = RotationLimits(general: 90)
  ) {
    let asked = Set(records.filter(\.isAnswered).map(\.detector))
    let decided = records.filter { $0.isDecided(asked: asked) }
    let alive = records.filter(\.isAlive)
    unique = records.count
    live = records.count { $0.validity == .live }
    limited = alive.count - live
    suspect = records.count { $0.verdict == .suspect }
    ended = records.count(where: \.validity.hasEnded)
    inHead = records.count { $0.placement == .head }
    unanswered = Proportion(count: records.count(where: \.isOpen), of: records.count)
    unprobeable = records.count { $0.validity == .unprobeable }
    unprobed = records.count { $0.validity == .unprobed }
    liveOfDecided = AgeFigures.alive(decided)
    liveOfEverLive = AgeFigures.alive(records.filter { $0.lastLive != nil })
    liveAfterTwoYears = AgeFigures.alive(decided.filter { $0.days(until: now) ?? 0 >= 730 })
    let committed = records.filter { $0.start != nil && $0.placement != .uncommitted }
    replaced = ClusterBootstrap(of: committed)
      .proportion(of: committed.map { $0.rotation == .superseded })
    liveSecretDays = alive.reduce(0) { $0 + ($1.days(until: now) ?? 0) }
    oldestLiveDays = alive.compactMap { $0.days(until: now) }.max()
    let open = records.filter { !$0.validity.hasEnded }.compactMap { $0.days(until: now) }.sorted()
    oldestOpenDays = open.last
    medianOpenDays = open.isEmpty ? nil : open[open.count / 2]
    cohorts = Cohort.all(of: records, span: span, asked: asked, now: now)
    published = PublishedFigure.all
    revocation = RevocationSurvival(records, asked: asked, now: now)
    history = HistoryTimes(records, now: now)
    matrix = AgeFigures.matrix(records)
    histogram = AgeHistogram(records, now: now)
    self.limits = LimitRow.all(of: records, limits: limits, now: now)
    groups = Dictionary(
      uniqueKeysWithValues: GroupKey.allCases.map {
        ($0.rawValue, GroupRow.all(of: records, by: $0, repositories: repositories, now: now))
      })
  }

  private static func alive(_ records: [AgeRecord]) -> Proportion {
    ClusterBootstrap(of: records).proportion(of: records.map(\.isAlive))
  }

  private static func matrix(_ records: [AgeRecord]) -> [String: [String: Int]] {
    records.reduce(into: [:]) {
      $0[$1.placement.rawValue, default: [:]][$1.verdict.rawValue, default: 0] += 1
    }
  }
}
