internal import Git

/// Trees without everything that leads to no secret, each distinct one once. Two commits whose pruned trees are
/// the same node hold the same secrets at the same paths, and most neighbours do.
struct PrunedTrees {
  struct Entry: Hashable {
    let name: UInt32
    /// A node, or the object number of a blob with hits.
    let child: Int32
    let isTree: Bool
  }

  /// The node that holds nothing.
  static let empty: Int32 = 0
  private static let unknown: Int32 = -1
  private static let inProgress: Int32 = -2

  private let graph: TreeGraph
  private(set) var nodes: [[Entry]] = [[]]
  private var numbers: [[Entry]: Int32] = [[]: PrunedTrees.empty]
  private var nodeOfTree: [Int32]
  /// What reachable trees need and the store lacks.
  private(set) var missing: Set<ObjectID> = []
  /// Some of what is missing are trees.
  private(set) var lacksTrees = false
  /// Trees that reachable ones need and that could not be read, by object number.
  private(set) var unreadTrees: Set<Int> = []

  init(_ graph: TreeGraph, objectCount: Int) {
    self.graph = graph
    nodeOfTree = [Int32](repeating: PrunedTrees.unknown, count: objectCount)
  }

  private struct Frame {
    let tree: Int
    let edges: Range<Int>
    var next: Int
    var entries: [Entry]
    var pendingName: UInt32
  }

  /// The node of a tree. Depth first without recursion: hostile trees are 100,000 folders deep.
  mutating func node(ofTree tree: Int) -> Int32 {
    if nodeOfTree[tree] >= 0 { return nodeOfTree[tree] }
    var stack: [Frame] = []
    push(tree, on: &stack)
    while !stack.isEmpty {
      let top = stack.count - 1
      guard stack[top].next < stack[top].edges.upperBound else {
        let frame = stack.removeLast()
        let node = intern(frame.entries)
        nodeOfTree[frame.tree] = node
        if let parent = stack.indices.last { add(node, to: &stack[parent]) }
        continue
      }
      let edge = graph.edge(at: stack[top].next)
      stack[top].next += 1
      stack[top].pendingName = edge.name
      switch edge.kind {
      case .blob: stack[top].entries.append(Entry(name: edge.name, child: Int32(edge.child), isTree: false))
      case .watched: break
      case .missing: missing.insert(graph.missingID(edge.child))
      case .missingTree:
        missing.insert(graph.missingID(edge.child))
        lacksTrees = true
      case .tree:
        let known = nodeOfTree[Int(edge.child)]
        if known >= 0 {
          add(known, to: &stack[top])
        } else if known == PrunedTrees.unknown {
          push(Int(edge.child), on: &stack)
        } else {
          // A tree that holds itself: only a forged index can say so.
          unreadTrees.insert(Int(edge.child))
        }
      }
    }
    return max(nodeOfTree[tree], PrunedTrees.empty)
  }

  private mutating func push(_ tree: Int, on stack: inout [Frame]) {
    guard let edges = graph.edges(of: tree) else {
      unreadTrees.insert(tree)
      nodeOfTree[tree] = PrunedTrees.empty
      return
    }
    nodeOfTree[tree] = PrunedTrees.inProgress
    stack.append(Frame(tree: tree, edges: edges, next: edges.lowerBound, entries: [], pendingName: 0))
  }

  private func add(_ node: Int32, to frame: inout Frame) {
    guard node != PrunedTrees.empty else { return }
    frame.entries.append(Entry(name: frame.pendingName, child: node, isTree: true))
  }

  private mutating func intern(_ entries: [Entry]) -> Int32 {
    if entries.isEmpty { return PrunedTrees.empty }
    if let known = numbers[entries] { return known }
    let number = Int32(nodes.count)
    numbers[entries] = number
    nodes.append(entries)
    return number
  }
}
