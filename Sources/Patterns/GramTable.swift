/// A small open-addressed multimap from a gram to (literal, offset of the gram in it). Read-only once built.
struct GramTable: Sendable {
  private struct Slot {
    var gram: UInt32
    var literal: UInt32
    /// Offset of the gram in the literal; -1 where the gram begins one byte before it.
    var offset: Int8
    var isUsed: Bool
  }

  private let slots: [Slot]
  private let mask: Int

  init(_ entries: [(gram: UInt32, literal: UInt32, offset: UInt8)]) {
    var capacity = 16
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    var slots = [Slot](
      repeating: Slot(gram: 0, literal: 0, offset: 0, isUsed: false), count: capacity)
    for entry in entries {
      var place = GramTable.place(entry.gram) & (capacity - 1)
      while slots[place].isUsed { place = (place + 1) & (capacity - 1) }
      slots[place] = Slot(
        gram: entry.gram, literal: entry.literal, offset: Int8(bitPattern: entry.offset), isUsed: true)
    }
    self.slots = slots
  }

  @inline(__always)
  func forEach(_ gram: UInt32, _ body: (UInt32, Int) -> Void) {
    slots.withUnsafeBufferPointer { slots in
      var place = GramTable.place(gram) & mask
      while slots[place].isUsed {
        if slots[place].gram == gram { body(slots[place].literal, Int(slots[place].offset)) }
        place = (place &+ 1) & mask
      }
    }
  }

  @inline(__always)
  private static func place(_ gram: UInt32) -> Int { Int((gram &* 0x85EB_CA6B) >> 12) }
}
