/// How long leaked secrets stay in place, from git alone: no probe is needed, and the days are known.
package struct HistoryTimes: Sendable, Hashable, Encodable {
  package let subjects: Int
  /// The share still in place.
  package let inPlace: SurvivalCurve?
  /// The share whose value was replaced, and that was deleted, each competing with the other.
  package let replaced: SurvivalCurve?
  package let removed: SurvivalCurve?
  /// Days until half are out of place; nil while more than half stay.
  package let medianDays: Int?

  package init(_ records: [AgeRecord], now: Timestamp) {
    let times = records.compactMap { record -> EventTimes.Subject? in
      guard let start = record.start, record.placement != .uncommitted else { return nil }
      guard record.rotation != .none else { return .init(days: start.days(until: now), cause: nil) }
      return record.gone.map {
        .init(days: start.days(until: $0), cause: record.rotation == .superseded ? 0 : 1)
      }
    }
    subjects = times.count
    guard times.count >= SurvivalCurve.leastSubjects else {
      (inPlace, replaced, removed, medianDays) = (nil, nil, nil, nil)
      return
    }
    let events = EventTimes(times)
    let curve = events.kaplanMeier
    inPlace = curve.thinned().roundedPoints
    replaced = events.cumulativeIncidence(of: 0).thinned().roundedPoints
    removed = events.cumulativeIncidence(of: 1).thinned().roundedPoints
    medianDays = curve.medianDays
  }
}
