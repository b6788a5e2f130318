/// Deals the delta trees of packs out to shares of about equal work, trees of trees left out. It depends on nothing but
/// the packs. Large trees go one by one to the share that has the least; the rest in ranges as they stand in the file.
package struct PackDivision {
  /// By pack, then in the order of its roots.
  private let shares: [[UInt16]]
  private let layouts: [PackLayout]

  private struct Root {
    let pack: Int
    let place: Int
    let weight: UInt64
  }

  /// - Parameter count: From 1 to 65,535.
  package init(_ layouts: [PackLayout], into count: Int) {
    self.layouts = layouts
    var loads = [UInt64](repeating: 0, count: count)
    var shares = layouts.map { [UInt16](repeating: 0, count: $0.roots.count) }
    let roots = PackDivision.roots(layouts)
    let goal = max(1, roots.reduce(UInt64(0)) { $0 + $1.weight } / UInt64(count))
    let heavy = roots.filter { $0.weight > goal / 4 }.sorted {
      ($1.weight, $0.pack, $0.place) < ($0.weight, $1.pack, $1.place)  // heaviest first
    }
    for root in heavy {
      let lightest = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[lightest] += root.weight
      shares[root.pack][root.place] = UInt16(lightest)
    }
    var share = 0
    for root in roots where root.weight <= goal / 4 {
      while share < count - 1, loads[share] >= goal { share += 1 }
      loads[share] += root.weight
      shares[root.pack][root.place] = UInt16(share)
    }
    self.shares = shares
  }

  private static func roots(_ layouts: [PackLayout]) -> [Root] {
    layouts.enumerated().flatMap { pack, layout in
      layout.roots.indices.compactMap { place in
        let root = Int(layout.roots[place])
        guard layout.kinds[root] != ObjectKind.tree.rawValue else { return nil }
        return Root(pack: pack, place: place, weight: layout.weights[root])
      }
    }
  }

  /// Positions (id order) of a pack's objects in a share, from 0.
  package func forEachPosition(of share: Int, in pack: Int, _ body: (Int) -> Void) {
    let layout = layouts[pack]
    var pending: [UInt32] = []
    for (place, root) in layout.roots.enumerated()
    where shares[pack][place] == share && layout.kinds[Int(root)] != ObjectKind.tree.rawValue {
      pending.append(root)
      while let entry = pending.popLast() {
        body(Int(layout.positions[Int(entry)]))
        pending +=
          layout.children[
            Int(layout.childStarts[Int(entry)])..<Int(layout.childStarts[Int(entry) + 1])]
      }
    }
  }

  /// Work of each share, as the weights have it.
  package func loads(count: Int) -> [UInt64] {
    var loads = [UInt64](repeating: 0, count: count)
    for root in PackDivision.roots(layouts) {
      loads[Int(shares[root.pack][root.place])] +=
        layouts[root.pack].weights[
          Int(layouts[root.pack].roots[root.place])]
    }
    return loads
  }
}

extension ObjectID {
  /// The share of an object that stands in no delta tree, from 0.
  package func share(among count: Int) -> Int { Int(low) % count }
}

extension Pack {
  /// The checksum over all of it, by which its last 20 bytes name it.
  package var checksum: ObjectID? {
    file.bytes.baseAddress.map { ObjectID($0 + end) }
  }
}
