/// A file that the index has and HEAD has not, or has otherwise.
package struct StagedChange: Sendable {
  package let path: BytePath
  package let new: ObjectID
  /// The blob that HEAD has at the path (or, for a file that moved, at the old one); nil for a new file.
  package var old: ObjectID?
  /// The same of the commits that are being merged.
  package var others: [ObjectID] = []

  /// Every version that the next commit comes from.
  package var olds: [ObjectID] { (old.map { [$0] } ?? []) + others }
}

/// Compares the index with HEAD's tree: both are in the same order, so one pass does, and a folder whose tree the
/// index knows already is not read at all.
struct StagedChanges {
  private(set) var changes: [StagedChange] = []
  /// What HEAD has and the index has not.
  private var removed: [(path: BytePath, id: ObjectID)] = []
  private let index: IndexFile?
  private let reader: ObjectReader
  /// The entry that comes next.
  private var next = 0

  init(_ index: IndexFile?, tree: ObjectID?, _ reader: ObjectReader) throws(GitError) {
    self.index = index
    self.reader = reader
    if tree == nil || index?.knownTrees[BytePath("")]?.id != tree {
      if let tree { try compare(tree) }
      addRest(before: nil)
    }
    try expandFolders()
    findMoves()
  }

  private struct Frame {
    let path: BytePath
    let items: [TreeItem]
    var next = 0
  }

  private mutating func compare(_ root: ObjectID) throws(GitError) {
    var stack = [Frame(path: BytePath(""), items: try reader.items(ofTree: root))]
    while !stack.isEmpty {
      let top = stack.count - 1
      guard stack[top].next < stack[top].items.count else {
        stack.removeLast()
        continue
      }
      let item = stack[top].items[stack[top].next]
      stack[top].next += 1
      let path = stack[top].path.appending(BytePath(item.name))
      if item.isSubmodule { continue }
      guard item.isTree else {
        addRest(before: path)
        compareFile(path, item.id)
        continue
      }
      let prefix = BytePath(path.bytes + [0x2F])
      addRest(before: prefix)
      if let known = index?.knownTrees[path], known.id == item.id {
        passOver(prefix, known.count)
      } else if isAt(prefix), index?.entry(next).id == item.id {
        // A folder that a sparse index keeps as one entry.
        next += 1
      } else {
        guard stack.count < 4096 else {
          throw GitError(.corruptObject, "folders are nested too deeply", place: item.id.description)
        }
        stack.append(Frame(path: path, items: try reader.items(ofTree: item.id)))
      }
    }
  }

  private var count: Int { index?.count ?? 0 }

  private func isAt(_ path: BytePath) -> Bool { next < count && index?.compare(next, with: path) == 0 }

  /// Passes over a folder. The index tells how many entries it has there: where that proves wrong, each is looked at.
  private mutating func passOver(_ prefix: BytePath, _ stated: Int) {
    guard let index else { return }
    let behind = next + stated
    if stated > 0, behind <= count, index.isBelow(behind - 1, prefix),
      behind == count || !index.isBelow(behind, prefix)
    {
      next = behind
    } else {
      while next < count, index.isBelow(next, prefix) { next += 1 }
    }
  }

  /// Entries before a path of HEAD's are new. In a tree that is out of order, which only a crafted one is, more
  /// is called new than is.
  private mutating func addRest(before path: BytePath?) {
    guard let index else { return }
    while next < count, path.map({ index.compare(next, with: $0) < 0 }) ?? true {
      add(index.entry(next), old: nil)
      next += 1
    }
  }

  /// A conflict is told by each of its stages.
  private mutating func compareFile(_ path: BytePath, _ id: ObjectID) {
    var isThere = false
    while isAt(path), let entry = index?.entry(next) {
      // A submodule is no file.
      if entry.isBlob || entry.isFolder { isThere = true }
      if entry.id != id { add(entry, old: id) }
      next += 1
    }
    if !isThere { removed.append((path, id)) }
  }

  private mutating func add(_ entry: IndexEntry, old: ObjectID?) {
    guard !entry.isIntended, entry.isBlob || entry.isFolder else { return }
    changes.append(StagedChange(path: entry.path, new: entry.id, old: old))
  }

  /// A folder of a sparse index that differs from HEAD's counts file by file.
  private mutating func expandFolders() throws(GitError) {
    var pending = changes.filter { $0.path.bytes.last == 0x2F }
    changes.removeAll { $0.path.bytes.last == 0x2F }
    while let folder = pending.popLast() {
      guard pending.count < 1 << 20 else { return }
      for item in try reader.items(ofTree: folder.new) where !item.isSubmodule {
        let path = BytePath(folder.path.bytes + item.name)
        if item.isTree {
          pending.append(StagedChange(path: BytePath(path.bytes + [0x2F]), new: item.id))
        } else {
          changes.append(StagedChange(path: path, new: item.id))
        }
      }
    }
  }

  /// A file that moved adds nothing: it has its old content, or its old name in another folder.
  private mutating func findMoves() {
    guard !removed.isEmpty else { return }
    var byID: Set<ObjectID> = []
    var byName: [ArraySlice<UInt8>: ObjectID] = [:]
    for (path, id) in removed {
      byID.insert(id)
      byName[StagedChanges.name(path)] = id
    }
    for place in changes.indices where changes[place].old == nil {
      let change = changes[place]
      changes[place].old = byID.contains(change.new) ? change.new : byName[StagedChanges.name(change.path)]
    }
  }

  private static func name(_ path: BytePath) -> ArraySlice<UInt8> {
    path.bytes[(path.bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)...]
  }
}

extension Repository {
  /// What the next commit adds or changes; deletions and submodules left out. Works before the first commit. While a
  /// merge is in progress, what one of the merged commits has as the index has it is no change.
  ///
  /// - Parameter indexFile: Stands in for the repository's own index: git hands `commit -a` and `commit PATH` another.
  package func stagedChanges(
    _ reader: ObjectReader, indexFile: String? = nil
  ) throws(GitError) -> [StagedChange] {
    var tree: ObjectID?
    if let head {
      tree = try self.tree(of: head, reader)
    } else if !isUnborn {
      throw GitError(.corruptObject, "HEAD cannot be read", place: gitFolder + "HEAD")
    }
    let index = try index(indexFile)
    var changes = try StagedChanges(index, tree: tree, reader).changes
    for merged in try mergeHeads() {
      let others = try StagedChanges(index, tree: try self.tree(of: merged, reader), reader).changes
      let known = Dictionary(others.map { ($0.path, $0.olds) }) { $0 + $1 }
      changes = changes.compactMap { change in
        known[change.path].map {
          StagedChange(path: change.path, new: change.new, old: change.old, others: change.others + $0)
        }
      }
    }
    return changes
  }

  private func tree(of commit: ObjectID, _ reader: ObjectReader) throws(GitError) -> ObjectID {
    let tree = try reader.read(commit, maxSize: 256 << 20) { _, content in CommitHeader(content)?.tree }
    guard let tree else {
      throw GitError(
        .corruptObject, commit == head ? "HEAD is no commit" : "this is no commit", place: commit.description)
    }
    return tree
  }
}
