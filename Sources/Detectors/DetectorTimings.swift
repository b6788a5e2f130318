internal import Synchronization

/// What every detector of a scan cost, summed over all workers. Given to a `ScanPlan`, it is filled as the
/// plan's matchers end; without one nothing is measured.
package final class DetectorTimings: Sendable {
  package struct Row: Sendable, Hashable {
    package let detector: String
    /// Places where one of the detector's literals stood.
    package fileprivate(set) var literalHits = 0
    /// Searches with its pattern; of a detector with a context, places looked at.
    package fileprivate(set) var searches = 0
    package fileprivate(set) var matches = 0
    /// Searches that were given up at the match limit.
    package fileprivate(set) var limitHits = 0
    package fileprivate(set) var time = Duration.zero
  }

  /// One rule's share of one matcher.
  struct Count {
    var literalHits = 0
    var searches = 0
    var matches = 0
    var limitHits = 0
    var time = Duration.zero
  }

  private let totals = Mutex<[String: Row]>([:])

  package init() {}

  /// Slowest first; detectors whose literals never stood anywhere are left out.
  package var rows: [Row] {
    totals.withLock { totals in
      totals.values.sorted { ($1.time, $0.detector) < ($0.time, $1.detector) }
    }
  }

  func add(_ counts: [Count], of catalog: DetectorCatalog) {
    totals.withLock { totals in
      for (index, count) in counts.enumerated() where count.literalHits > 0 {
        let id = catalog.detectors[index].id
        var row = totals[id] ?? Row(detector: id)
        row.literalHits += count.literalHits
        row.searches += count.searches
        row.matches += count.matches
        row.limitHits += count.limitHits
        row.time += count.time
        totals[id] = row
      }
    }
  }
}
