internal import Git

/// What the files at a path were, over the commits that some lead to.
struct PathVersions {
  /// A blob that the path held, with the earliest commit that has it there (an index of the history).
  struct Version {
    let blob: Int
    let commit: Int
  }

  private let history: HistoryGraph
  private let graph: TreeGraph
  private let store: ObjectStore
  private let reader: ObjectReader
  /// Commits that are looked at, over all folders; what is left then has no date.
  private var steps = 100_000_000
  /// Trees that are read for names that nobody watched for.
  private var treesToRead = 20_000

  init(history: HistoryGraph, graph: TreeGraph, store: ObjectStore) {
    self.history = history
    self.graph = graph
    self.store = store
    reader = ObjectReader(store)
  }

  static func parts(_ path: BytePath) -> [[UInt8]] { path.bytes.split(separator: 0x2F).map { Array($0) } }

  func precedes(_ left: Int, _ right: Int) -> Bool {
    (history.commits[left].effective, left) < (history.commits[right].effective, right)
  }

  /// Every blob that each of the names in a folder was, by the number that the name has in `wanted`; oldest first. Nil
  /// where it would take too long.
  ///
  /// - Parameter isMeant: By history index.
  mutating func versions(
    _ wanted: [UInt32: Int], inFolder folder: [UInt32], among isMeant: [Bool]
  ) -> [Int: [Version]]? {
    guard let trees = trees(ofFolder: folder, among: isMeant) else { return nil }
    var found: [Int: [Int: Int]] = [:]
    for (tree, commit) in trees {
      for edge in graph.edges(of: tree) ?? 0..<0 {
        let edge = graph.edge(at: edge)
        guard edge.kind == .blob || edge.kind == .watched, let member = wanted[edge.name] else { continue }
        note(Int(edge.child), commit, in: &found[member, default: [:]])
      }
    }
    return found.mapValues(sorted)
  }

  /// The same for one file whose name nobody watched for. `isCut` where older trees were left unread.
  mutating func versions(
    ofFile name: [UInt8], inFolder folder: [UInt32], among isMeant: [Bool]
  ) -> (versions: [Version], isCut: Bool)? {
    guard let trees = trees(ofFolder: folder, among: isMeant) else { return nil }
    let newestFirst = trees.sorted { precedes($1.value, $0.value) }
    let read = newestFirst.prefix(min(5_000, treesToRead))
    treesToRead -= read.count
    var found: [Int: Int] = [:]
    for (tree, commit) in read {
      do throws(GitError) {
        let id = try reader.read(store.id(of: tree), maxSize: 64 << 20) { _, content in
          TreeEntries.id(named: name, in: content)
        }
        if let blob = id.flatMap({ store.number(of: $0) }) { note(blob, commit, in: &found) }
      } catch {
        // It was read once, for its folders; what it says no more dates nothing.
        continue
      }
    }
    return (sorted(found), read.count < newestFirst.count)
  }

  private func note(_ blob: Int, _ commit: Int, in found: inout [Int: Int]) {
    if found[blob].map({ precedes(commit, $0) }) ?? true { found[blob] = commit }
  }

  private func sorted(_ blobs: [Int: Int]) -> [Version] {
    blobs.map { Version(blob: $0.key, commit: $0.value) }.sorted { precedes($0.commit, $1.commit) }
  }

  /// Every tree that a folder was, with the earliest commit that has it there.
  private mutating func trees(ofFolder folder: [UInt32], among isMeant: [Bool]) -> [Int: Int]? {
    steps -= history.commits.count
    guard steps >= 0 else { return nil }
    var folders = [[Int: Int]](repeating: [:], count: folder.count)
    var seen: [Int: Int] = [:]
    for index in history.commits.indices where isMeant[index] {
      guard var tree = history.commits[index].record.tree else { continue }
      for (level, name) in folder.enumerated() where tree >= 0 {
        if let known = folders[level][tree] {
          tree = known
        } else {
          let next = child(name, of: tree) ?? -1
          folders[level][tree] = next
          tree = next
        }
      }
      guard tree >= 0 else { continue }
      if let other = seen[tree], precedes(other, index) { continue }
      seen[tree] = index
    }
    return seen
  }

  private func child(_ name: UInt32, of tree: Int) -> Int? {
    for index in graph.edges(of: tree) ?? 0..<0 {
      let edge = graph.edge(at: index)
      if edge.name == name, edge.kind == .tree { return Int(edge.child) }
    }
    return nil
  }
}

extension TreeGraph {
  /// Numbers of the names that some tree has.
  func numbers(ofNames wanted: Set<[UInt8]>) -> [[UInt8]: UInt32] {
    var result: [[UInt8]: UInt32] = [:]
    for number in 0..<nameCount where wanted.contains(name(UInt32(number))) {
      result[name(UInt32(number))] = UInt32(number)
    }
    return result
  }
}
