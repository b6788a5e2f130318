/// Path components, numbered in the order they were met: an open-addressed table over one arena.
struct NameTable: Sendable {
  private var arena: [UInt8] = []
  private var ranges: [(start: UInt32, length: UInt32)] = []
  private var slots = [UInt32](repeating: 0, count: 1024)

  var count: Int { ranges.count }

  subscript(number: Int) -> ArraySlice<UInt8> {
    let range = ranges[number]
    return arena[Int(range.start)..<Int(range.start) + Int(range.length)]
  }

  mutating func number(of name: UnsafeRawBufferPointer) -> UInt32 {
    var place = NameTable.hash(name) & (slots.count - 1)
    while slots[place] != 0 {
      let number = slots[place] - 1
      if matches(number, name) { return number }
      place = (place + 1) & (slots.count - 1)
    }
    let number = UInt32(ranges.count)
    ranges.append((UInt32(arena.count), UInt32(name.count)))
    arena.append(contentsOf: name)
    slots[place] = number + 1
    if ranges.count * 2 > slots.count { grow() }
    return number
  }

  private func matches(_ number: UInt32, _ name: UnsafeRawBufferPointer) -> Bool {
    let range = ranges[Int(number)]
    guard Int(range.length) == name.count else { return false }
    return arena.withUnsafeBytes { $0[Int(range.start)..<Int(range.start) + name.count].elementsEqual(name) }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in ranges.indices {
      let range = ranges[number]
      var place =
        arena.withUnsafeBytes {
          NameTable.hash(
            UnsafeRawBufferPointer(rebasing: $0[Int(range.start)..<Int(range.start + range.length)]))
        } & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = UInt32(number) + 1
    }
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29)) & Int.max
  }
}
