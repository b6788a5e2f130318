internal import Glibc

/// Line ends and words around a position.
enum Text {
  /// Offset of the first byte of the line that `position` is on, not below `limit`.
  @inline(__always)
  static func lineStart(_ text: UnsafeRawBufferPointer, _ position: Int, limit: Int) -> Int {
    var start = position
    guard let base = text.baseAddress else { return position }
    // Eight bytes at a time; the high bit of each byte of `feeds` tells a line feed (the exact zero-byte test of
    // "Hacker's Delight", section 6-1).
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    while start &- limit >= 8 {
      let word = base.loadUnaligned(fromByteOffset: start &- 8, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
      let feeds = ~(((word & low) &+ low) | word | low)
      if feeds != 0 { return start &- feeds.leadingZeroBitCount / 8 }
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

  /// True where the word stands at `start`, letter for letter, and ends at `limit` or before.
  @inline(__always)
  static func holds(_ word: StaticString, at start: Int, in text: UnsafeRawBufferPointer, limit: Int) -> Bool
  {
    let end = start + word.utf8CodeUnitCount
    guard start >= 0, end <= limit else { return false }
    return word.withUTF8Buffer { zip(text[start..<end], $0).allSatisfy { $0 == $1 } }
  }
}
