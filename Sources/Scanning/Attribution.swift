/// Which commits brought each secret to which path, and which took it away.
struct Attribution {
  /// A secret at a path, packed for use as a key.
  struct Place: Hashable {
    let secret: Int32
    let path: Int32
  }

  /// A hit of a blob: where a secret stands in it.
  struct Sighting: Hashable {
    let object: Int32
    let hit: Int32
  }

  struct Record {
    /// Commits (history indexes) that have it there while no parent has, with what they hold.
    var introductions: [(commit: Int32, sighting: Sighting)] = []
    /// Commits that do not have it there while every parent has.
    var removals: [Int32] = []
  }

  /// A secret's comings and goings in whole trees, wherever it stands in them.
  struct Life {
    var introductions: [Int32] = []
    var removals: [Int32] = []
  }

  private(set) var records: [Place: Record] = [:]
  private(set) var lives: [Int32: Life] = [:]
  private(set) var paths = PathTable()
  /// True when a commit adds more copies than are kept: a tree that repeats itself.
  private(set) var isTruncated = false
  let history: HistoryGraph
  private(set) var nodeOfCommit: [Int32] = []
  private(set) var trees: PrunedTrees
  let hits: [Int: [Hit]]
  var secretsOfNode: [Int32: [Int32]] = [PrunedTrees.empty: []]

  private static let copiesPerCommit = 100_000
  private static let copiesInAll = 2_000_000

  init(history: HistoryGraph, trees: PrunedTrees, hits: [Int: [Hit]]) {
    self.history = history
    self.trees = trees
    self.hits = hits
  }

  mutating func run(isCancelled: () -> Bool) {
    nodeOfCommit.reserveCapacity(history.commits.count)
    for index in history.commits.indices {
      guard !isCancelled() else {
        // The commits that were not come to count as empty: whoever asks for one must not fall.
        nodeOfCommit += repeatElement(PrunedTrees.empty, count: history.commits.count - index)
        return
      }
      let tree = history.commits[index].record.tree
      nodeOfCommit.append(tree.map { trees.node(ofTree: $0) } ?? PrunedTrees.empty)
      compare(index)
    }
  }

  private mutating func compare(_ index: Int) {
    let node = nodeOfCommit[index]
    let parents = Set(history.commits[index].parents.map { nodeOfCommit[Int($0)] })
    guard !parents.contains(node), node != PrunedTrees.empty || !parents.isEmpty else { return }
    var added: [Place: Sighting] = [:]
    var removed: [Place: Sighting] = [:]
    for (number, parent) in (parents.isEmpty ? [PrunedTrees.empty] : Array(parents).sorted()).enumerated() {
      var comparison = Comparison()
      compare(parent, node, &comparison)
      // What a merge brings is new to every parent; what it takes away was in every parent.
      added = number == 0 ? comparison.added : added.filter { comparison.added[$0.key] != nil }
      removed = number == 0 ? comparison.removed : removed.filter { comparison.removed[$0.key] != nil }
    }
    note(Int32(index), node, parents, added, removed)
  }

  private mutating func note(
    _ commit: Int32, _ node: Int32, _ parents: Set<Int32>, _ added: [Place: Sighting],
    _ removed: [Place: Sighting]
  ) {
    for (place, sighting) in added {
      records[place, default: Record()].introductions.append((commit, sighting))
    }
    for place in removed.keys { records[place, default: Record()].removals.append(commit) }
    for secret in Set(added.keys.map(\.secret)) where !parents.contains(where: { holds(secret, node: $0) }) {
      lives[secret, default: Life()].introductions.append(commit)
    }
    for secret in Set(removed.keys.map(\.secret)) where !holds(secret, node: node) {
      lives[secret, default: Life()].removals.append(commit)
    }
  }

  // MARK: Comparing two pruned trees

  private struct Comparison {
    var added: [Place: Sighting] = [:]
    var removed: [Place: Sighting] = [:]
    var isFull: Bool { added.count + removed.count >= copiesPerCommit }
  }

  private mutating func compare(_ old: Int32, _ new: Int32, _ result: inout Comparison) {
    var pending: [(old: Int32, new: Int32, path: Int32)] = [(old, new, PathTable.root)]
    while let (old, new, path) = pending.popLast() {
      guard !result.isFull, records.count < Attribution.copiesInAll else {
        isTruncated = true
        return
      }
      var before: [UInt32: PrunedTrees.Entry] = [:]
      for entry in trees.nodes[Int(old)] { before[entry.name] = entry }
      for entry in trees.nodes[Int(new)] {
        let previous = before.removeValue(forKey: entry.name)
        guard previous != entry else { continue }
        let child = paths.number(of: entry.name, in: path)
        let folders = (
          old: previous.map { $0.isTree ? $0.child : PrunedTrees.empty } ?? PrunedTrees.empty,
          new: entry.isTree ? entry.child : PrunedTrees.empty
        )
        if folders != (PrunedTrees.empty, PrunedTrees.empty) {
          pending.append((folders.old, folders.new, child))
        }
        compareBlobs(previous, entry, child, &result)
      }
      for gone in before.values {
        let child = paths.number(of: gone.name, in: path)
        if gone.isTree { pending.append((gone.child, PrunedTrees.empty, child)) }
        compareBlobs(gone, nil, child, &result)
      }
    }
  }

  private func compareBlobs(
    _ old: PrunedTrees.Entry?, _ new: PrunedTrees.Entry?, _ path: Int32, _ result: inout Comparison
  ) {
    let before = sightings(old)
    let after = sightings(new)
    for (secret, sighting) in after where before[secret] == nil {
      result.added[Place(secret: secret, path: path)] = sighting
    }
    for (secret, sighting) in before where after[secret] == nil {
      result.removed[Place(secret: secret, path: path)] = sighting
    }
  }

  /// The first sighting of every secret in a blob.
  private func sightings(_ entry: PrunedTrees.Entry?) -> [Int32: Sighting] {
    guard let entry, !entry.isTree, let hits = hits[Int(entry.child)] else { return [:] }
    var result: [Int32: Sighting] = [:]
    for (index, hit) in hits.enumerated() where result[hit.secret] == nil {
      result[hit.secret] = Sighting(object: entry.child, hit: Int32(index))
    }
    return result
  }

  // MARK: What a tree holds

  /// Every place in a commit's tree.
  mutating func places(inNode node: Int32) -> [Place: Sighting] {
    var comparison = Comparison()
    compare(PrunedTrees.empty, node, &comparison)
    return comparison.added
  }

  mutating func node(ofTree tree: Int) -> Int32 { trees.node(ofTree: tree) }
}
