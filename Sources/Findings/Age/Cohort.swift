/// Secrets whose exposure began in the same year or quarter.
package struct Cohort: Sendable, Hashable, Encodable {
  /// `2022` or `2022-Q3`; `undated` where nothing dates the exposure.
  package let name: String
  package let unique: Int
  /// Those of which it can be asked at all: no `unprobeable` ones.
  package let probeable: Int
  package let live: Int
  package let limited: Int
  package let revoked: Int
  package let expired: Int
  package let endedByPolicy: Int
  /// Nobody asked, nobody can ask, or the answer said nothing.
  package let unknown: Int
  /// Live or limited, of those whose state is decided. A proof of an end counts only for detectors whose live
  /// secrets could be told as well: else only ends would be seen.
  package let liveOfDecided: Proportion
  /// Days, of live and limited ones.
  package let medianLiveDays: Int?
  package let oldestLiveDays: Int?
  /// Another value took its place.
  package let replaced: Proportion
  /// Still in the tree of the default branch's tip.
  package let inHead: Proportion
}

/// How long a cohort is.
package enum CohortSpan: String, Sendable, CaseIterable {
  case year, quarter

  package func name(of start: Timestamp?) -> String {
    guard let start else { return "undated" }
    let (year, month, _) = start.civil
    return self == .year ? "\(year)" : "\(year)-Q\((month + 2) / 3)"
  }
}

extension Cohort {
  /// Ascending; the undated last.
  ///
  /// - Parameter asked: Detectors of which at least one secret's provider has answered.
  package static func all(
    of records: [AgeRecord], span: CohortSpan, asked: Set<String>, now: Timestamp
  ) -> [Cohort] {
    Dictionary(grouping: records) { span.name(of: $0.start) }
      .map { Cohort(name: $0.key, $0.value, asked: asked, now: now) }
      .sorted { $0.name < $1.name }
  }

  init(name: String, _ records: [AgeRecord], asked: Set<String>, now: Timestamp) {
    self.name = name
    unique = records.count
    probeable = records.count { $0.validity != .unprobeable }
    live = records.count { $0.validity == .live }
    limited = records.count { $0.validity == .limited }
    revoked = records.count { $0.validity == .dead }
    expired = records.count { $0.validity == .expired && !$0.isEndedByPolicy }
    endedByPolicy = records.count { $0.isEndedByPolicy }
    unknown = records.count { $0.isOpen }
    let decided = records.filter { $0.isDecided(asked: asked) }
    liveOfDecided = ClusterBootstrap(of: decided)
      .proportion(of: decided.map(\.isAlive))
    let ages = records.filter(\.isAlive).compactMap { $0.days(until: now) }.sorted()
    medianLiveDays = ages.isEmpty ? nil : ages[ages.count / 2]
    oldestLiveDays = ages.last
    let bootstrap = ClusterBootstrap(of: records)
    replaced = bootstrap.proportion(of: records.map { $0.rotation == .superseded })
    inHead = bootstrap.proportion(of: records.map { $0.placement == .head })
  }
}

extension AgeRecord {
  /// The repository of its first exposure: secrets of one repository share a fate.
  package var cluster: Int { repositories.first ?? -1 }

  package func isDecided(asked: Set<String>) -> Bool {
    isAnswered || (validity == .expired && asked.contains(detector))
  }
}
