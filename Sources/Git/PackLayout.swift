/// The entries of a pack in the order they stand, and the delta trees they form.
package struct PackLayout: Sendable {
  /// Entry number → position in id order.
  package let positions: [UInt32]
  let offsets: [Int]
  /// Kind of the object at the root of the entry's delta tree (`ObjectKind`); 0 where no root was found.
  package let kinds: [UInt8]
  /// Children of entry `e`: `children[childStarts[e]..<childStarts[e + 1]]`, heaviest last.
  let childStarts: [UInt32]
  let children: [UInt32]
  /// Entries that are no delta.
  package let roots: [UInt32]
  /// Delta bytes and object bytes below and at each entry: an estimate of the work.
  let weights: [UInt64]
  /// Positions (id order) of entries that no root leads to or whose header is malformed.
  package let orphans: [UInt32]

  package init(_ pack: Pack) {
    let order = PackLayout.fileOrder(pack)
    positions = order.positions
    offsets = order.offsets
    let links = Links(pack, offsets: order.offsets, positions: order.positions)
    let tree = DeltaTree(links)
    kinds = tree.kinds
    weights = tree.weights
    childStarts = tree.childStarts
    children = tree.children
    roots = tree.roots
    let orphaned = tree.kinds.indices.filter { tree.kinds[$0] == 0 }.map { order.positions[$0] }
    orphans = orphaned + order.invalid
  }

  /// Where an entry's compressed data may reach at most.
  func limit(of entry: Int, in pack: Pack) -> Int {
    entry + 1 < offsets.count ? offsets[entry + 1] : pack.end
  }

  /// By entry: whether it, or an entry below it in its delta tree, is of a position that is wanted.
  func entries(leadingTo isWanted: (Int) -> Bool) -> [Bool] {
    var order = roots
    order.reserveCapacity(positions.count)
    var next = 0
    while next < order.count {
      let entry = Int(order[next])
      order += children[Int(childStarts[entry])..<Int(childStarts[entry + 1])]
      next += 1
    }
    var isLive = positions.map { isWanted(Int($0)) }
    // Bases stand before what is made of them.
    for entry in order.reversed() where !isLive[Int(entry)] {
      let below = children[Int(childStarts[Int(entry)])..<Int(childStarts[Int(entry) + 1])]
      isLive[Int(entry)] = below.contains { isLive[Int($0)] }
    }
    return isLive
  }

  /// Sorts by offset: three radix passes instead of a comparison sort (10 ms for a million entries).
  private static func fileOrder(_ pack: Pack) -> (positions: [UInt32], offsets: [Int], invalid: [UInt32]) {
    var keys = [(offset: Int, position: UInt32)]()
    keys.reserveCapacity(pack.count)
    var invalid: [UInt32] = []
    for position in 0..<pack.count {
      if let offset = pack.index.offset(at: position), offset >= 12, offset < pack.end {
        keys.append((offset, UInt32(position)))
      } else {
        invalid.append(UInt32(position))
      }
    }
    var scratch = keys
    var shift = 0
    while shift < 64, pack.end >> shift > 0 {
      radixPass(from: &keys, to: &scratch, shift: shift)
      swap(&keys, &scratch)
      shift += 11
    }
    return (keys.map(\.position), keys.map(\.offset), invalid)
  }

  private static func radixPass(
    from source: inout [(offset: Int, position: UInt32)], to target: inout [(offset: Int, position: UInt32)],
    shift: Int
  ) {
    var starts = [Int](repeating: 0, count: 2049)
    for key in source { starts[((key.offset >> shift) & 2047) + 1] += 1 }
    for bucket in 1...2048 { starts[bucket] += starts[bucket - 1] }
    for key in source {
      let bucket = (key.offset >> shift) & 2047
      target[starts[bucket]] = key
      starts[bucket] += 1
    }
  }
}
