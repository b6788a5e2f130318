/// Resamples whole clusters (repositories) with replacement: secrets of one repository are rotated together, so
/// resampling single secrets would pretend to more evidence than there is.
package struct ClusterBootstrap: Sendable {
  /// The cluster of each member, from 0.
  private let clusters: [Int]
  private let clusterCount: Int
  package let rounds: Int

  package init(clusters: [Int], rounds: Int = 400) {
    var numbers: [Int: Int] = [:]
    self.clusters = clusters.map { cluster in
      if let number = numbers[cluster] { return number }
      numbers[cluster] = numbers.count
      return numbers.count - 1
    }
    clusterCount = numbers.count
    self.rounds = rounds
  }

  /// With fewer clusters its percentiles mean nothing; with one member a cluster it says what Wilson's says.
  package var isInformative: Bool { clusterCount >= 10 && clusterCount < clusters.count }

  /// How often each member is drawn in each round, from a fixed seed.
  package func forEachRound(_ body: (_ weights: [Double]) -> Void) {
    var random = SeededRandom(seed: 0x6C65_616B_6167_65)
    for _ in 0..<rounds {
      var drawn = [Double](repeating: 0, count: clusterCount)
      for _ in 0..<clusterCount { drawn[Int.random(in: 0..<clusterCount, using: &random)] += 1 }
      body(clusters.map { drawn[$0] })
    }
  }

  /// The share of members with a property.
  package func proportion(of members: [Bool]) -> Proportion {
    let count = members.count(where: \.self)
    let plain = Proportion(count: count, of: members.count)
    guard isInformative, count > 0, count < members.count else { return plain }
    var shares: [Double] = []
    forEachRound { weights in
      let total = weights.reduce(0, +)
      guard total > 0 else { return }
      shares.append(zip(members, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) } / total)
    }
    guard let interval = Interval(percentilesOf: shares), let wilson = plain.interval else { return plain }
    // Never narrower than independence would give: few clusters can agree by chance.
    let wide = Interval(lower: min(interval.lower, wilson.lower), upper: max(interval.upper, wilson.upper))
    return Proportion(count: count, of: members.count, interval: wide, method: .bootstrap)
  }
}

extension Interval {
  /// From the 2.5th to the 97.5th percentile; nil for no values.
  package init?(percentilesOf values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let last = Double(sorted.count - 1)
    self.init(lower: sorted[Int((last * 0.025).rounded())], upper: sorted[Int((last * 0.975).rounded())])
  }
}
