internal import Git

/// All workers' trees together: which entries of which tree may lead to a secret.
struct TreeGraph: Sendable {
  private let edges: [TreeEdge]
  /// By object number: where the tree's edges begin, and how many there are.
  private let starts: [UInt32]
  private let counts: [UInt32]
  private let names: [[UInt8]]
  private let missing: [ObjectID]

  static let unread = UInt32.max

  init(_ visitors: [TreeVisitor], objectCount: Int) {
    var edges: [TreeEdge] = []
    edges.reserveCapacity(visitors.reduce(0) { $0 + $1.edges.count })
    var starts = [UInt32](repeating: TreeGraph.unread, count: objectCount)
    var counts = [UInt32](repeating: 0, count: objectCount)
    var names: [[UInt8]] = []
    var numbers: [[UInt8]: UInt32] = [:]
    var missing: [ObjectID] = []
    for visitor in visitors {
      let map = (0..<visitor.names.count).map { index -> UInt32 in
        let name = Array(visitor.names[index])
        if let known = numbers[name] { return known }
        numbers[name] = UInt32(names.count)
        names.append(name)
        return UInt32(names.count - 1)
      }
      let offset = UInt32(edges.count)
      let missingOffset = UInt32(missing.count)
      missing += visitor.missing
      for edge in visitor.edges {
        let isMissing = edge.kind == .missing || edge.kind == .missingTree
        let child = isMissing ? edge.child + missingOffset : edge.child
        edges.append(TreeEdge(child: child, name: map[Int(edge.name)], kind: edge.kind))
      }
      for tree in visitor.trees {
        starts[tree.number] = UInt32(tree.edges.lowerBound) + offset
        counts[tree.number] = UInt32(tree.edges.count)
      }
    }
    self.edges = edges
    self.starts = starts
    self.counts = counts
    self.names = names
    self.missing = missing
  }

  /// Where a tree's edges stand in the list of all; nil when the tree was not read.
  @inline(__always)
  func edges(of tree: Int) -> Range<Int>? {
    guard tree < starts.count, starts[tree] != TreeGraph.unread else { return nil }
    return Int(starts[tree])..<Int(starts[tree]) + Int(counts[tree])
  }

  @inline(__always)
  func edge(at index: Int) -> TreeEdge { edges[index] }

  var nameCount: Int { names.count }
  func name(_ number: UInt32) -> [UInt8] { names[Int(number)] }
  func missingID(_ number: UInt32) -> ObjectID { missing[Int(number)] }
}
