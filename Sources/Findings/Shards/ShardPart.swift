/// What the search of one shard gave.
package struct ShardPart: Codable, Sendable, Hashable {
  /// Of the shard, from 1.
  package let index: Int
  /// Ids of the objects in which something matched, ascending.
  package let holding: [String]
  /// Of the objects of this shard.
  package let statistics: Statistics
  package let diagnostics: [Diagnostic]
  /// Something that is, or may be, a commit, a tag or a tree could not be read.
  package let losesHistory: Bool

  package init(
    index: Int, holding: [String], statistics: Statistics, diagnostics: [Diagnostic], losesHistory: Bool
  ) {
    self.index = index
    self.holding = holding
    self.statistics = statistics
    self.diagnostics = diagnostics
    self.losesHistory = losesHistory
  }

  package var isComplete: Bool { diagnostics.allSatisfy { !$0.isIncomplete } }

  /// It comes from a file: what is no object id would name nothing, and be passed over.
  var namesObjects: Bool {
    holding.allSatisfy { id in
      id.utf8.count == 40 && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
  }
}

extension ShardPart: Ranked {
  /// What could be read comes first, then what names more.
  static func compare(_ left: ShardPart, _ right: ShardPart) -> Ranking {
    var ranking = Ranking()
    ranking.add(!left.isComplete, !right.isComplete)
    ranking.add(right.statistics.objects, left.statistics.objects)
    ranking.add(right.holding.count, left.holding.count)
    ranking.add(left.holding, right.holding)
    ranking.add("\(left)", "\(right)")
    return ranking
  }
}
