internal import Dispatch
internal import Synchronization

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

/// Each entry's kind, size and base, as its header has it.
struct Links: Sendable {
  static let none = UInt32.max
  private(set) var kinds: [UInt8]
  private(set) var sizes: [UInt32]
  private(set) var bases: [UInt32]

  init(_ pack: Pack, offsets: [Int], positions: [UInt32]) {
    kinds = [UInt8](repeating: 0, count: offsets.count)
    sizes = [UInt32](repeating: 0, count: offsets.count)
    bases = [UInt32](repeating: Links.none, count: offsets.count)
    let finder = EntryFinder(offsets, end: pack.end)
    let inverse = EntryOfPosition(positions, count: pack.count)
    let parts = 8
    kinds.withUnsafeMutableBufferPointer { kinds in
      sizes.withUnsafeMutableBufferPointer { sizes in
        bases.withUnsafeMutableBufferPointer { bases in
          // Every part writes its own stretch of the three arrays, and all are done before this returns.
          nonisolated(unsafe) let (kinds, sizes, bases) = (kinds, sizes, bases)
          DispatchQueue.concurrentPerform(iterations: parts) { part in
            for entry in offsets.count * part / parts..<offsets.count * (part + 1) / parts {
              guard let header = pack.header(at: offsets[entry]) else { continue }
              kinds[entry] = header.kind
              sizes[entry] = UInt32(clamping: header.size)
              switch header.base {
              case .none: break
              case .offset(let offset): bases[entry] = finder.entry(at: offset) ?? Links.none
              case .id(let id): bases[entry] = pack.index.position(of: id).map { inverse.entry(of: $0) } ?? Links.none
              }
            }
          }
        }
      }
    }
  }
}

/// Finds the entry that begins at an offset: a table of every so many bytes, then a few steps.
private struct EntryFinder: Sendable {
  private let offsets: [Int]
  private let first: [UInt32]
  private let shift: Int

  init(_ offsets: [Int], end: Int) {
    self.offsets = offsets
    var shift = 0
    while end >> shift > max(64, offsets.count) { shift += 1 }
    self.shift = shift
    var first = [UInt32](repeating: 0, count: (end >> shift) + 2)
    var bucket = 0
    for (entry, offset) in offsets.enumerated() {
      while bucket <= offset >> shift {
        first[bucket] = UInt32(entry)
        bucket += 1
      }
    }
    while bucket < first.count {
      first[bucket] = UInt32(offsets.count)
      bucket += 1
    }
    self.first = first
  }

  func entry(at offset: Int) -> UInt32? {
    guard offset >= 0, offset >> shift < first.count else { return nil }
    var entry = Int(first[offset >> shift])
    while entry < offsets.count, offsets[entry] < offset { entry += 1 }
    return entry < offsets.count && offsets[entry] == offset ? UInt32(entry) : nil
  }
}

/// From a position in id order to the entry; made on first use, since few packs name a base by its id.
private final class EntryOfPosition: Sendable {
  private let positions: [UInt32]
  private let count: Int
  private let table = Mutex<[UInt32]>([])

  init(_ positions: [UInt32], count: Int) {
    self.positions = positions
    self.count = count
  }

  func entry(of position: Int) -> UInt32 {
    table.withLock { table in
      if table.isEmpty {
        table = [UInt32](repeating: Links.none, count: count)
        for (entry, position) in positions.enumerated() { table[Int(position)] = UInt32(entry) }
      }
      return table[position]
    }
  }
}

/// Children lists, root kinds and weights, from the links upwards.
private struct DeltaTree {
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
      guard range.count > 1, let heaviest = range.max(by: { weights[Int(children[$0])] < weights[Int(children[$1])] })
      else { continue }
      children.swapAt(heaviest, range.upperBound - 1)
    }
  }
}
