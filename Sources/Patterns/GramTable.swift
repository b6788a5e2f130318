/// A small open-addressed multimap from a trigram to (literal, offset of the trigram in it).
struct GramTable: Sendable {
  struct Entry: Sendable {
    var gram: UInt32
    var literal: UInt32
    var offset: UInt32
  }

  /// No trigram has a fourth byte.
  private static let unused = Entry(gram: .max, literal: 0, offset: 0)

  private let slots: [Entry]
  private let mask: Int

  init(_ entries: [Entry]) {
    var capacity = 16
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    var slots = [Entry](repeating: GramTable.unused, count: capacity)
    for entry in entries {
      var place = GramTable.place(entry.gram) & (capacity - 1)
      while slots[place].gram != GramTable.unused.gram { place = (place + 1) & (capacity - 1) }
      slots[place] = entry
    }
    self.slots = slots
  }

  @inline(__always)
  func forEach(_ gram: UInt32, _ body: (Int, Int) -> Void) {
    slots.withUnsafeBufferPointer { slots in
      var place = GramTable.place(gram) & mask
      while slots[place].gram != GramTable.unused.gram {
        if slots[place].gram == gram { body(Int(slots[place].literal), Int(slots[place].offset)) }
        place = (place &+ 1) & mask
      }
    }
  }

  @inline(__always)
  private static func place(_ gram: UInt32) -> Int { Int((gram &* 0x85EB_CA6B) &>> 12) }
}
