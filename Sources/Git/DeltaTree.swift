/// Children lists, root kinds and weights, from the links upwards.
struct DeltaTree {
  var kinds: [UInt8]
  var weights: [UInt64]
  var childStarts: [UInt32]
  var children: [UInt32]
  var roots: [UInt32] = []

  init(_ links: Links) {
    let count = links.bases.count
    kinds = [UInt8](repeating: 0, count: count)
    weights = links.sizes.map { UInt64($0) + 64 }
    childStarts = [UInt32](repeating: 0, count: count + 1)
    for base in links.bases where base != Links.none { childStarts[Int(base) + 1] += 1 }
    for entry in 0..<count { childStarts[entry + 1] += childStarts[entry] }
    children = [UInt32](repeating: 0, count: Int(childStarts[count]))
    var next = childStarts
    for (entry, base) in links.bases.enumerated() where base != Links.none {
      children[Int(next[Int(base)])] = UInt32(entry)
      next[Int(base)] += 1
    }
    for entry in 0..<count where (1...4).contains(links.kinds[entry]) {
      roots.append(UInt32(entry))
      kinds[entry] = links.kinds[entry]
    }
    weigh(spread(), links)
  }

  /// Gives every entry its root's kind; returns the entries so that parents come first. Entries on a cycle of
  /// deltas are never reached.
  private mutating func spread() -> [UInt32] {
    var order = roots
    order.reserveCapacity(kinds.count)
    var position = 0
    while position < order.count {
      let entry = Int(order[position])
      position += 1
      for child in children[Int(childStarts[entry])..<Int(childStarts[entry + 1])] {
        kinds[Int(child)] = kinds[entry]
        order.append(child)
      }
    }
    return order
  }

  /// Sums the work upwards and moves each entry's heaviest child last: its base can be freed before the
  /// descent, so that a walk holds at most log2(n) buffers however long a chain is.
  private mutating func weigh(_ order: [UInt32], _ links: Links) {
    for entry in order.reversed() where links.bases[Int(entry)] != Links.none {
      weights[Int(links.bases[Int(entry)])] += weights[Int(entry)]
    }
    for entry in kinds.indices {
      let range = Int(childStarts[entry])..<Int(childStarts[entry + 1])
      guard range.count > 1,
        let heaviest = range.max(by: { weights[Int(children[$0])] < weights[Int(children[$1])] })
      else { continue }
      children.swapAt(heaviest, range.upperBound - 1)
    }
  }
}
