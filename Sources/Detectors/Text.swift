internal import Glibc

/// Line ends around a position.
enum Text {
  /// Offset of the first byte of the line that `position` is on, not below `limit`.
  @inline(__always)
  static func lineStart(_ text: UnsafeRawBufferPointer, _ position: Int, limit: Int) -> Int {
    var start = position
    guard let base = text.baseAddress else { return position }
    // Eight bytes at a time while none is a line feed (the zero-byte test of "Hacker's Delight", section 6-1).
    while start - limit >= 8 {
      let word = base.loadUnaligned(fromByteOffset: start &- 8, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
      if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { break }
      start &-= 8
    }
    while start > limit, text[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// Offset of the line feed that ends the line `position` is on, not above `limit`.
  @inline(__always)
  static func lineEnd(_ text: UnsafeRawBufferPointer, _ position: Int, limit: Int) -> Int {
    guard position < limit, let base = text.baseAddress else { return position }
    guard let found = memchr(base + position, 0x0A, limit - position) else { return limit }
    return UnsafeRawPointer(found) - base
  }
}
