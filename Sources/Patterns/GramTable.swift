/// A small hash table from a gram to the literals that hold it. Literals of one gram lie side by side, each with
/// four more of its bytes, so that most are told apart without touching the literal itself.
struct GramTable: Sendable {
  struct Entry: Sendable {
    var gram: UInt32
    var literal: UInt32
    /// Four bytes of the literal at `probeOffset`, with the case bit set; 0 where it has no four.
    var probe: UInt32
    /// Offset of the gram in the literal.
    var offset: UInt8
    var probeOffset: UInt8
    /// The literal has three bytes.
    var isShortest: Bool
  }

  private struct Slot: Sendable {
    var gram: UInt32
    var start: UInt32
  }

  /// A folded gram has the case bit set in every byte, a trigram's fourth byte is zero: neither is this.
  private static let unused: UInt32 = 0xDFDF_DFDF

  /// Sorted by gram.
  let entries: [Entry]
  private let slots: [Slot]
  private let mask: Int

  init(_ unsorted: [Entry]) {
    self.init(
      sorted: unsorted.sorted { left, right in
        if left.gram != right.gram { return left.gram < right.gram }
        return left.literal == right.literal ? left.offset < right.offset : left.literal < right.literal
      })
  }

  init(sorted entries: [Entry]) {
    self.entries = entries
    var capacity = 64
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    var slots = [Slot](repeating: Slot(gram: GramTable.unused, start: 0), count: capacity)
    for (index, entry) in entries.enumerated() where index == 0 || entries[index - 1].gram != entry.gram {
      var place = GramTable.place(entry.gram) & (capacity - 1)
      while slots[place].gram != GramTable.unused { place = (place + 1) & (capacity - 1) }
      slots[place] = Slot(gram: entry.gram, start: UInt32(index))
    }
    self.slots = slots
  }

  @inline(__always)
  func forEach(_ gram: UInt32, _ body: (Entry) -> Void) {
    let start = slots.withUnsafeBufferPointer { slots -> Int in
      var place = GramTable.place(gram) & mask
      while slots[place].gram != gram {
        if slots[place].gram == GramTable.unused { return -1 }
        place = (place &+ 1) & mask
      }
      return Int(slots[place].start)
    }
    guard start >= 0 else { return }
    entries.withUnsafeBufferPointer { entries in
      var index = start
      while index < entries.count, entries[index].gram == gram {
        body(entries[index])
        index &+= 1
      }
    }
  }

  @inline(__always)
  private static func place(_ gram: UInt32) -> Int { Int((gram &* 0x85EB_CA6B) &>> 12) }
}
