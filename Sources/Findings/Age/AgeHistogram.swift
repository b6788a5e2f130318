/// How many secrets that may still work are how old.
package struct AgeHistogram: Sendable, Hashable, Encodable {
  package struct Bar: Sendable, Hashable, Encodable {
    package let label: String
    /// Days, from and below; nil for no end.
    package let from: Int
    package let below: Int?
    package let live: Int
    package let open: Int
  }

  package let bars: [Bar]
  /// Those that nothing dates.
  package let undated: Int

  private static let edges: [(label: String, from: Int)] = [
    ("≤ 1 day", 0), ("≤ 1 week", 2), ("≤ 1 month", 8), ("≤ 3 months", 31), ("≤ 1 year", 92),
    ("≤ 2 years", 366),
    ("≤ 3 years", 731), ("≤ 5 years", 1096), ("≤ 10 years", 1827), ("> 10 years", 3653),
  ]

  package init(_ records: [AgeRecord], now: Timestamp) {
    let relevant = records.filter { !$0.validity.hasEnded }
    let dated = relevant.compactMap { record in record.days(until: now).map { ($0, record.isAlive) } }
    undated = relevant.count - dated.count
    let edges = AgeHistogram.edges
    bars = edges.indices.map { index in
      let below = index + 1 < edges.count ? edges[index + 1].from : nil
      let members = dated.filter { $0.0 >= edges[index].from && $0.0 < below ?? .max }
      return Bar(
        label: edges[index].label, from: edges[index].from, below: below, live: members.count { $0.1 },
        open: members.count { !$0.1 })
    }
  }
}
