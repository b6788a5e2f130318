/// The commits that some lead to and others do not, found without reading the history below them.
package struct CommitRange {
  /// Commits of the range with their own tree and their parents', newest first by what they claim.
  package private(set) var commits: [(id: ObjectID, tree: ObjectID, parentTrees: [ObjectID])] = []

  private struct State {
    let header: CommitHeader
    var isHidden: Bool
    var isDone = false
  }

  private let reader: ObjectReader
  private let boundary: Set<ObjectID>
  private let grafts: [ObjectID: [ObjectID]]
  private var states: [ObjectID: State] = [:]
  /// Oldest first; may name a commit more than once.
  private var queue: [(date: Int64, id: ObjectID)] = []
  /// Commits of the queue that are not known to be hidden.
  private var visibleCount = 0

  private static let readLimit = 20_000

  /// Nil when there are more than `limit`, when it takes too many commits to find out, or when the range reaches a shallow
  /// clone's end. Where dates lie, a commit that is hidden may be among them; none that belongs to the range is left out.
  ///
  /// - Parameters:
  ///   - tips: commits.
  ///   - hidden: commits whose history does not count.
  package init?(
    _ repository: Repository, tips: [ObjectID], hidden: [ObjectID], limit: Int, _ reader: ObjectReader
  ) throws(GitError) {
    self.reader = reader
    boundary = try repository.shallowBoundary()
    grafts = try repository.grafts()
    for id in tips { try mark(id, isHidden: false) }
    for id in hidden { try mark(id, isHidden: true) }
    var order: [ObjectID] = []
    while visibleCount > 0, let (_, id) = queue.popLast() {
      guard let state = states[id], !state.isDone else { continue }
      states[id]?.isDone = true
      if !state.isHidden {
        visibleCount -= 1
        order.append(id)
        guard order.count <= limit, !boundary.contains(id) else { return nil }
      }
      guard states.count <= CommitRange.readLimit else { return nil }
      for parent in parents(id, state.header) { try mark(parent, isHidden: state.isHidden) }
    }
    for id in order {
      guard let state = states[id], !state.isHidden else { continue }
      // The parents were marked when the commit was taken from the queue.
      let parentTrees = parents(id, state.header).compactMap { states[$0]?.header.tree }
      commits.append((id, state.header.tree, parentTrees))
    }
  }

  private func parents(_ id: ObjectID, _ header: CommitHeader) -> [ObjectID] {
    // Only what the clone does not promise to have is behind its end.
    boundary.contains(id) ? [] : header.parents + (grafts[id] ?? [])
  }

  private mutating func mark(_ id: ObjectID, isHidden: Bool) throws(GitError) {
    if let known = states[id] {
      guard isHidden, !known.isHidden else { return }
      states[id]?.isHidden = true
      if known.isDone {
        // Its parents have to hear of it.
        states[id]?.isDone = false
        enqueue(id, known.header)
      } else {
        visibleCount -= 1
      }
      return
    }
    let header = try reader.commit(id)
    states[id] = State(header: header, isHidden: isHidden)
    if !isHidden { visibleCount += 1 }
    enqueue(id, header)
  }

  private mutating func enqueue(_ id: ObjectID, _ header: CommitHeader) {
    var (low, high) = (0, queue.count)
    while low < high {
      let middle = (low + high) / 2
      if queue[middle].date <= header.committed { low = middle + 1 } else { high = middle }
    }
    queue.insert((header.committed, id), at: low)
  }
}

/// Compares a commit's tree with its parents' trees.
package struct TreeComparison {
  /// A file that no parent has so.
  package struct Change: Sendable {
    package let new: ObjectID
    /// What the parents have at its path.
    package let olds: [ObjectID]
  }

  private let reader: ObjectReader
  /// Trees that were read.
  package private(set) var treeCount = 0

  private static let changeLimit = 100_000

  package init(_ reader: ObjectReader) { self.reader = reader }

  /// Nil when there are too many.
  package mutating func changes(of tree: ObjectID, from parents: [ObjectID]) throws(GitError) -> [Change]? {
    var changes: [Change] = []
    var pending = [(tree, parents)]
    while let (tree, parents) = pending.popLast() {
      guard !parents.contains(tree) else { continue }
      var before: [[ArraySlice<UInt8>: TreeItem]] = []
      for parent in parents {
        before.append(Dictionary(try items(of: parent).map { ($0.name, $0) }) { first, _ in first })
      }
      for item in try items(of: tree) where !item.isSubmodule {
        let olds = before.compactMap { $0[item.name] }
        if olds.contains(where: { $0.id == item.id && $0.isTree == item.isTree }) { continue }
        if item.isTree {
          pending.append((item.id, olds.filter(\.isTree).map(\.id)))
        } else {
          changes.append(Change(new: item.id, olds: olds.filter { !$0.isTree && !$0.isSubmodule }.map(\.id)))
        }
        guard changes.count + pending.count <= TreeComparison.changeLimit else { return nil }
      }
    }
    return changes
  }

  private mutating func items(of tree: ObjectID) throws(GitError) -> [TreeItem] {
    treeCount += 1
    return try reader.items(ofTree: tree)
  }
}
