/// The Marvin32 hash, folded to 32 bits. Source: microsoft/SymCrypt, `lib/marvin32.c`.
enum Marvin32 {
  static func hash(_ bytes: some Collection<UInt8>, seed: UInt64) -> UInt32 {
    var low = UInt32(truncatingIfNeeded: seed)
    var high = UInt32(truncatingIfNeeded: seed >> 32)
    var word: UInt32 = 0
    var shift: UInt32 = 0
    for byte in bytes {
      word |= UInt32(byte) << shift
      shift += 8
      guard shift == 32 else { continue }
      mix(&low, &high, with: word)
      word = 0
      shift = 0
    }
    mix(&low, &high, with: word | 0x80 << shift)
    mix(&low, &high, with: 0)
    return low ^ high
  }

  private static func mix(_ low: inout UInt32, _ high: inout UInt32, with word: UInt32) {
    low &+= word
    high ^= low
    low = rotate(low, 20) &+ high
    high = rotate(high, 9) ^ low
    low = rotate(low, 27) &+ high
    high = rotate(high, 19)
  }

  private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
    value << count | value >> (32 - count)
  }
}
