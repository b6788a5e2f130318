/// What secrets can be grouped by.
package enum GroupKey: String, Sendable, CaseIterable, Encodable {
  case detector, provider, owner, repository, surface, severity, lifetime

  /// The groups that a secret belongs to: several repositories may hold it.
  func names(of record: AgeRecord, repositories: [String]) -> [String] {
    switch self {
    case .detector: [record.detector]
    case .provider: [record.provider]
    case .owner: [record.owner ?? "nobody known"]
    case .repository:
      record.repositories.map { repositories.indices.contains($0) ? repositories[$0] : "unknown" }
    case .surface: [record.surface]
    case .severity: [record.severity.rawValue]
    case .lifetime: [record.lifetime.rawValue]
    }
  }
}

/// The secrets of one group.
package struct GroupRow: Sendable, Hashable, Encodable {
  package let name: String
  package let unique: Int
  package let live: Int
  /// In place, and nobody knows whether they work.
  package let suspect: Int
  package let ended: Int
  package let inHead: Int
  /// Days, of those not known to have ended.
  package let medianDays: Int?
  package let oldestDays: Int?

  init(name: String, _ records: [AgeRecord], now: Timestamp) {
    self.name = name
    unique = records.count
    live = records.count(where: \.isAlive)
    suspect = records.count { $0.verdict == .suspect }
    ended = records.count(where: \.validity.hasEnded)
    inHead = records.count { $0.placement == .head }
    let ages = records.filter { !$0.validity.hasEnded }.compactMap { $0.days(until: now) }.sorted()
    medianDays = ages.isEmpty ? nil : ages[ages.count / 2]
    oldestDays = ages.last
  }

  /// The largest dangers first: live, then suspect, then all.
  package static func all(
    of records: [AgeRecord], by key: GroupKey, repositories: [String], now: Timestamp
  ) -> [GroupRow] {
    var groups: [String: [AgeRecord]] = [:]
    for record in records {
      for name in key.names(of: record, repositories: repositories) {
        groups[name, default: []].append(record)
      }
    }
    return groups.map { GroupRow(name: $0.key, $0.value, now: now) }.sorted { left, right in
      let (one, other) = ((left.live, left.suspect, left.unique), (right.live, right.suspect, right.unique))
      return one == other ? left.name < right.name : one > other
    }
  }
}
