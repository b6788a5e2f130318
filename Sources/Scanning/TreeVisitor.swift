internal import Findings
internal import Git

/// Reads every tree once and keeps what may lead to a secret.
///
/// A tree that is a delta takes over its base's entries wherever a copied range meets an entry's first byte:
/// only new entries are parsed and looked up, some two of five hundred.
final class TreeVisitor: NumberedVisitor {
  /// A visited tree, for the trees that are deltas against it.
  private final class Legacy {
    /// Offset of every entry, ascending, then the content's length.
    let starts: [UInt32]
    let edges: [PlacedEdge]
    let stored: Range<Int>

    init(starts: [UInt32], edges: [PlacedEdge], stored: Range<Int>) {
      self.starts = starts
      self.edges = edges
      self.stored = stored
    }
  }

  struct PlacedEdge {
    var start: UInt32
    var edge: TreeEdge
  }

  private let job: ScanJob
  private let hasHits: ObjectSet
  private let watched: WatchedNames
  private(set) var names = NameTable()
  private(set) var edges: [TreeEdge] = []
  /// (tree, its edges in `edges`)
  private(set) var trees: [(number: Int, edges: Range<Int>)] = []
  private(set) var missing: [ObjectID] = []
  private(set) var failures: [(object: Int, code: GitError.Code)] = []
  private(set) var count = 0
  var firstNumber = 0

  // The tree in hand.
  private var starts: [UInt32] = []
  private var placed: [PlacedEdge] = []

  init(_ job: ScanJob, hasHits: ObjectSet, watching watched: WatchedNames) {
    self.job = job
    self.hasHits = hasHits
    self.watched = watched
  }

  var isCancelled: Bool { job.isCancelled }

  func failed(position: Int, code: GitError.Code) { failures.append((firstNumber + position, code)) }

  func visit(_ object: PackedObject, delta: Delta?, legacy: AnyObject?) -> AnyObject? {
    read(firstNumber + object.position, object.content, delta: delta, legacy: legacy as? Legacy)
  }

  func readLoose(_ number: Int, _ content: UnsafeRawBufferPointer) {
    _ = read(number, content, delta: nil, legacy: nil)
  }

  private func read(
    _ number: Int, _ content: UnsafeRawBufferPointer, delta: Delta?, legacy: Legacy?
  ) -> Legacy? {
    starts.removeAll(keepingCapacity: true)
    placed.removeAll(keepingCapacity: true)
    var isChanged = true
    let end: Int?
    if let delta, let legacy {
      (end, isChanged) = follow(delta, legacy, content)
    } else {
      end = parse(content, from: 0, to: content.count)
    }
    guard end == content.count else {
      failures.append((number, .corruptObject))
      return nil
    }
    count += 1
    starts.append(UInt32(content.count))
    let stored: Range<Int>
    if let legacy, !isChanged {
      stored = legacy.stored
    } else {
      stored = edges.count..<edges.count + placed.count
      for edge in placed { edges.append(edge.edge) }
    }
    trees.append((number, stored))
    return Legacy(starts: starts, edges: placed, stored: stored)
  }

  /// Parses entries from `start` until one begins at or behind `end`; nil when one is malformed.
  private func parse(_ content: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      guard let next = parseEntry(content, at: position) else { return nil }
      position = next
    }
    return position
  }

  /// `mode SP name NUL id` (git's tree format). Returns the offset behind it.
  private func parseEntry(_ content: UnsafeRawBufferPointer, at start: Int) -> Int? {
    guard let space = TreeVisitor.find(0x20, in: content, from: start, most: 8),
      let zero = TreeVisitor.find(0, in: content, from: space + 1, most: 1 << 16),
      zero + ObjectID.byteCount < content.count, zero > space + 1, let base = content.baseAddress
    else { return nil }
    starts.append(UInt32(start))
    // 160000 is a submodule's commit, which lives elsewhere.
    guard content[start + 1] != UInt8(ascii: "6") || space - start != 6 else { return zero + 21 }
    let isTree = content[start] == UInt8(ascii: "4") || content[start] == UInt8(ascii: "0")
    let id = ObjectID(base + zero + 1)
    let child = job.store.number(of: id)
    let bytes = UnsafeRawBufferPointer(rebasing: content[(space + 1)..<zero])
    var isWatched = false
    if let child, !isTree, !hasHits.contains(child) {
      isWatched = watched.contains(bytes)
      if !isWatched { return zero + 21 }
    }
    let name = names.number(of: bytes)
    if child == nil { missing.append(id) }
    let edge = TreeEdge(
      child: UInt32(child ?? missing.count - 1), name: name,
      kind: child == nil ? (isTree ? .missingTree : .missing) : isTree ? .tree : isWatched ? .watched : .blob)
    placed.append(PlacedEdge(start: UInt32(start), edge: edge))
    return zero + 21
  }

  /// Builds the tree from its base; tells whether its edges differ from the base's.
  private func follow(
    _ delta: Delta, _ legacy: Legacy, _ content: UnsafeRawBufferPointer
  ) -> (end: Int?, isChanged: Bool) {
    var position = 0
    var inherited = 0
    // The base's edges in the base's order, none twice: only a forged tree has them otherwise.
    var isInOrder = true
    for segment in delta.segments {
      while position < segment.targetEnd {
        if segment.isCopy, position >= segment.target {
          let (end, edges) = takeOver(legacy, segment, position)
          isInOrder = isInOrder && (edges.isEmpty || edges.lowerBound == inherited)
          inherited += edges.count
          if end > position {
            position = end
            continue
          }
        }
        guard let next = parseEntry(content, at: position) else { return (nil, true) }
        position = next
      }
    }
    return (position, !isInOrder || inherited != placed.count || inherited != legacy.edges.count)
  }

  /// Takes over the base's entries from the one that `position` falls on to the last that the segment holds
  /// whole. Returns `position` when none begins there.
  private func takeOver(
    _ legacy: Legacy, _ segment: Delta.Segment, _ position: Int
  ) -> (end: Int, edges: Range<Int>) {
    let source = UInt32(position - segment.target + segment.source)
    let sourceEnd = UInt32(segment.source + segment.length)
    let first = TreeVisitor.lowerBound(legacy.starts, source)
    guard first < legacy.starts.count - 1, legacy.starts[first] == source else { return (position, 0..<0) }
    var last = first
    let move = UInt32(truncatingIfNeeded: position) &- source
    while last < legacy.starts.count - 1, legacy.starts[last + 1] <= sourceEnd {
      starts.append(legacy.starts[last] &+ move)
      last += 1
    }
    let end = legacy.starts[last]
    let firstEdge = TreeVisitor.lowerBound(legacy.edges, source)
    var edge = firstEdge
    while edge < legacy.edges.count, legacy.edges[edge].start < end {
      placed.append(PlacedEdge(start: legacy.edges[edge].start &+ move, edge: legacy.edges[edge].edge))
      edge += 1
    }
    return (Int(end &+ move), firstEdge..<edge)
  }
}
