/// Hexadecimal digits of either case.
enum HexDigit {
  @inline(__always)
  static func isOne(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  /// Of a byte that is one.
  @inline(__always)
  static func value(_ byte: UInt8) -> UInt8 { byte <= 0x39 ? byte & 0xF : (byte & 0xF) &+ 9 }

  /// The number that the two digits at `position` write; nil when they are none or stand behind `limit`.
  @inline(__always)
  static func pair(_ text: UnsafeRawBufferPointer, at position: Int, limit: Int) -> UInt8? {
    guard position + 1 < limit, isOne(text[position]), isOne(text[position + 1]) else { return nil }
    return value(text[position]) << 4 | value(text[position + 1])
  }
}
