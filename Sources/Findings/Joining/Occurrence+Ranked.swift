extension Occurrence: Ranked {
  /// Oldest first, undated last; then by place.
  static func compare(_ left: Occurrence, _ right: Occurrence) -> Ranking {
    var ranking = Ranking()
    ranking.add(left.introduced?.committer.date, right.introduced?.committer.date)
    ranking.add(left.repository, right.repository)
    ranking.add(left.path, right.path)
    ranking.add(left.line, right.line)
    ranking.add(left.column, right.column)
    ranking.add(left.medium.rawValue, right.medium.rawValue)
    ranking.add(left.blob, right.blob)
    ranking.add(left.key, right.key)
    ranking.add(left.encoding, right.encoding)
    ranking.add(left.surface?.rawValue, right.surface?.rawValue)
    ranking.add(left.introduced?.id, right.introduced?.id)
    ranking.add(left.removed?.id, right.removed?.id)
    ranking.add(left.isInPlace, right.isInPlace)
    return ranking
  }
}

extension RotationEvent: Ranked {
  /// Oldest first.
  static func compare(_ left: RotationEvent, _ right: RotationEvent) -> Ranking {
    var ranking = Ranking()
    ranking.add(left.commit.committer.date, right.commit.committer.date)
    ranking.add(left.commit.id, right.commit.id)
    ranking.add(left.path, right.path)
    ranking.add(left.kind.rawValue, right.kind.rawValue)
    ranking.add(left.successor?.description, right.successor?.description)
    ranking.add(left.reference, right.reference)
    return ranking
  }
}

extension Suppression: Ranked {
  static func compare(_ left: Suppression, _ right: Suppression) -> Ranking {
    var ranking = Ranking()
    ranking.add(left.source.rawValue, right.source.rawValue)
    ranking.add(left.reason, right.reason)
    ranking.add(left.expires, right.expires)
    return ranking
  }
}
