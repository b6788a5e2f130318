internal import Dispatch
internal import Synchronization

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
              case .id(let id):
                bases[entry] = pack.index.position(of: id).map { inverse.entry(of: $0) } ?? Links.none
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
