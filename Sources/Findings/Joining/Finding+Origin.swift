extension Finding {
  /// The order of what is taken from one source as a whole: the exposure, and what goes with the value. The earliest
  /// exposure comes first, an undated one last.
  static func compareOrigins(_ left: Finding, _ right: Finding) -> Ranking {
    var ranking = Ranking()
    ranking.add(left.exposure, right.exposure)
    ranking.add(left.detector, right.detector)
    ranking.add(left.redacted, right.redacted)
    ranking.add(left.companions.lines, right.companions.lines)
    ranking.add(left.entropy, right.entropy)
    ranking.add(left.carriedDates, right.carriedDates)
    ranking.add(left.revealed, right.revealed)
    return ranking
  }

  /// True when the exposure that both tell is taken from the left one.
  package static func leads(_ left: Finding, _ right: Finding) -> Bool {
    compareOrigins(left, right).result <= 0
  }
}

extension [String: String] {
  fileprivate var lines: [String] {
    map { "\($0.key)\u{0}\($0.value)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Ranking {
  /// In forks the same commit starts an exposure; that which goes on comes before one that has ended.
  fileprivate mutating func add(_ left: Exposure, _ right: Exposure) {
    add(left.start, right.start)
    add(left.firstCommit?.id, right.firstCommit?.id)
    add(left.isAtLeast, right.isAtLeast)
    add(left.removedAt != nil, right.removedAt != nil)
    add(right.removedAt, left.removedAt)
    add(left.removedBy?.id, right.removedBy?.id)
    add(left.dateSuspect, right.dateSuspect)
    add(left.bounds?.earliest, right.bounds?.earliest)
    add(left.bounds?.latest, right.bounds?.latest)
    add(left.bounds != nil, right.bounds != nil)
    add(left.authored, right.authored)
  }

  fileprivate mutating func add(_ left: CarriedDates?, _ right: CarriedDates?) {
    add(left?.source, right?.source)
    add(left?.created, right?.created)
    add(left?.notBefore, right?.notBefore)
    add(left?.expires, right?.expires)
    add(left?.isInferred == true, right?.isInferred == true)
  }
}
