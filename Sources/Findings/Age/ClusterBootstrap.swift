/// Resamples whole clusters (repositories or owners) with replacement: secrets of one repository, or of one person, are
/// rotated together, so resampling single secrets would pretend to more evidence than there is.
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
  package var isInformative: Bool {
    clusterCount >= ClusterBootstrap.leastClusters && clusterCount < clusters.count
  }

  private static let leastClusters = 10

  /// Of secrets, by their repository or their owner.
  package init(of records: [AgeRecord], rounds: Int = 400) {
    self.init(clusters: ClusterBootstrap.clusters(of: records), rounds: rounds)
  }

  /// The repository of each secret's first exposure or, where there are too few of them to draw from, who brought it
  /// into that repository.
  static func clusters(of records: [AgeRecord]) -> [Int] {
    let repositories = records.map(\.cluster)
    guard Set(repositories).count < leastClusters else { return repositories }
    var numbers: [String: Int] = [:]
    let owners = records.map { record in
      let name = "\(record.cluster) \(record.owner ?? "")"
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      return number
    }
    return numbers.count < leastClusters ? repositories : owners
  }

  /// How often each member is drawn in each round, from a fixed seed.
  package func forEachRound(_ body: (_ weights: [Double]) -> Void) {
    var random = SeededRandom(seed: ClusterBootstrap.seed)
    for _ in 0..<rounds {
      let drawn = drawn(&random)
      body(clusters.map { drawn[$0] })
    }
  }

  /// The share of members with a property.
  package func proportion(of members: [Bool]) -> Proportion {
    let count = members.count(where: \.self)
    let plain = Proportion(count: count, of: members.count)
    guard isInformative, count > 0, count < members.count else { return plain }
    let shares = resampledShares(of: members)
    guard let interval = Interval(percentilesOf: shares), let wilson = plain.interval else { return plain }
    // Never narrower than independence would give: few clusters can agree by chance.
    let wide = Interval(lower: min(interval.lower, wilson.lower), upper: max(interval.upper, wilson.upper))
    return Proportion(count: count, of: members.count, interval: wide, method: .bootstrap)
  }

  /// Needs of each cluster its size and its count only, so that a round costs clusters and not members.
  private func resampledShares(of members: [Bool]) -> [Double] {
    var tallies = [(count: Double, size: Double)](repeating: (0, 0), count: clusterCount)
    for (cluster, isMember) in zip(clusters, members) {
      tallies[cluster].size += 1
      if isMember { tallies[cluster].count += 1 }
    }
    var random = SeededRandom(seed: ClusterBootstrap.seed)
    return (0..<rounds).compactMap { _ in
      let drawn = drawn(&random)
      let total = zip(drawn, tallies).reduce(0) { $0 + $1.0 * $1.1.size }
      return total > 0 ? zip(drawn, tallies).reduce(0) { $0 + $1.0 * $1.1.count } / total : nil
    }
  }

  /// How often each cluster is drawn in one round.
  private func drawn(_ random: inout SeededRandom) -> [Double] {
    var drawn = [Double](repeating: 0, count: clusterCount)
    for _ in 0..<clusterCount { drawn[Int.random(in: 0..<clusterCount, using: &random)] += 1 }
    return drawn
  }

  private static let seed: UInt64 = 0x6C65_616B_6167_65
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
