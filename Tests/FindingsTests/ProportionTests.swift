import Testing

@testable import Findings

struct ProportionTests {
  /// Wilson's intervals as tables have them (R: `binom::binom.confint(methods = "wilson")`).
  @Test(arguments: [
    (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (32, 50, 0.5014, 0.7586),
    (1, 1000, 0.0002, 0.0056),
  ])
  func `an interval is Wilson's`(_ count: Int, _ total: Int, _ lower: Double, _ upper: Double) throws {
    let interval = try #require(Proportion(count: count, of: total).interval)
    #expect(abs(interval.lower - lower) < 0.0001)
    #expect(abs(interval.upper - upper) < 0.0001)
  }

  @Test func `nothing out of nothing has neither a share nor an interval`() {
    let none = Proportion(count: 0, of: 0)
    #expect(none.share == nil)
    #expect(none.interval == nil)
  }

  @Test func `an interval of independent members covers the truth as often as it says`() {
    var random = SeededRandom(seed: 7)
    var covered = 0
    for _ in 0..<400 {
      let count = (0..<60).count { _ in random.unit() < 0.3 }
      if Proportion(count: count, of: 60).interval?.contains(0.3) ?? false { covered += 1 }
    }
    #expect(covered >= 368)
  }

  /// Each repository's secrets are all live or all dead: sixty repositories of four are sixty observations.
  @Test func `secrets of one repository share a fate, and the interval knows it`() throws {
    var random = SeededRandom(seed: 11)
    var (covered, plain) = (0, 0)
    for _ in 0..<40 {
      let fates = (0..<60).map { _ in random.unit() < 0.4 }
      let members = fates.flatMap { [Bool](repeating: $0, count: 4) }
      let clusters = (0..<240).map { $0 / 4 }
      let proportion = ClusterBootstrap(clusters: clusters, rounds: 200).proportion(of: members)
      if proportion.interval?.contains(0.4) ?? false { covered += 1 }
      if Proportion(count: proportion.count, of: 240).interval?.contains(0.4) ?? false { plain += 1 }
    }
    #expect(covered >= 35, "of 40")
    #expect(plain < 34, "Wilson's interval would be far too narrow here")
  }

  @Test func `the same members give the same interval`() {
    let members = (0..<200).map { $0 % 3 == 0 }
    let clusters = (0..<200).map { $0 / 7 }
    let intervals = (0..<3).map { _ in ClusterBootstrap(clusters: clusters).proportion(of: members).interval }
    #expect(Set(intervals).count == 1)
  }

  @Test func `whole owners are drawn where there are too few repositories`() {
    func records(repositories: Int, owners: Int) -> [AgeRecord] {
      (0..<120).map { index in
        AgeSamples.record(
          index, start: AgeSamples.now, cluster: index % repositories, owner: "owner \(index % owners)")
      }
    }
    func clusters(_ records: [AgeRecord]) -> Int { Set(ClusterBootstrap.clusters(of: records)).count }
    #expect(clusters(records(repositories: 12, owners: 40)) == 12)
    #expect(clusters(records(repositories: 1, owners: 40)) == 40)
    #expect(clusters(records(repositories: 2, owners: 3)) == 2)
    #expect(ClusterBootstrap(of: records(repositories: 1, owners: 40)).isInformative)
    #expect(!ClusterBootstrap(of: records(repositories: 2, owners: 3)).isInformative)
  }
}
