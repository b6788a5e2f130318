internal import Findings
internal import Git

extension ObjectSet {
  /// The objects of a store that a shard searches. Objects in no delta tree go by their ids.
  init(_ shard: Shard, of store: ObjectStore, _ layouts: [PackLayout]) {
    self.init(count: store.count)
    let share = shard.index - 1
    let division = PackDivision(layouts, into: shard.count)
    for (pack, layout) in layouts.enumerated() {
      let first = store.packStarts[pack]
      division.forEachPosition(of: share, in: pack) { insert(first + $0) }
      for orphan in layout.orphans {
        let number = first + Int(orphan)
        if store.id(of: number).share(among: shard.count) == share { insert(number) }
      }
    }
    for number in store.looseStart..<store.count
    where store.id(of: number).share(among: shard.count) == share { insert(number) }
  }
}
