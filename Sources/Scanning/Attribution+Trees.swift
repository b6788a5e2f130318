/// What a tree holds.
extension Attribution {
  /// The blob's hits at a path of a commit's tree, where they are any.
  func sighting(of path: Int32, inCommit commit: Int32) -> Int32? {
    var node = nodeOfCommit[Int(commit)]
    let names = paths.names(of: path)
    for (depth, name) in names.enumerated() {
      guard let entry = trees.nodes[Int(node)].first(where: { $0.name == name }) else { return nil }
      if depth == names.count - 1 { return entry.isTree ? nil : entry.child }
      guard entry.isTree else { return nil }
      node = entry.child
    }
    return nil
  }

  /// Whether a tree holds it anywhere.
  mutating func holds(_ secret: Int32, node: Int32) -> Bool {
    let all = secrets(ofNode: node)
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < secret { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low] == secret
  }

  /// Sorted numbers of the secrets below a node.
  mutating func secrets(ofNode node: Int32) -> [Int32] {
    if let known = secretsOfNode[node] { return known }
    var stack = [node]
    while let top = stack.last {
      let unknown = trees.nodes[Int(top)].filter { $0.isTree && secretsOfNode[$0.child] == nil }
      guard unknown.isEmpty else {
        stack += unknown.map(\.child)
        continue
      }
      stack.removeLast()
      var all: Set<Int32> = []
      for entry in trees.nodes[Int(top)] {
        if entry.isTree {
          all.formUnion(secretsOfNode[entry.child] ?? [])
        } else {
          all.formUnion((hits[Int(entry.child)] ?? []).map(\.secret))
        }
      }
      secretsOfNode[top] = all.sorted()
    }
    return secretsOfNode[node] ?? []
  }
}
