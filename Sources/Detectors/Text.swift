internal import Glibc

/// Line ends around a position.
enum Text {
  /// Offset of the first byte of the line that `position` is on, not below `limit`.
  @inline(__always)
  static func lineStart(_ text: UnsafeRawBufferPointer, _ position: Int, limit: Int) -> Int {
    var start = position
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
