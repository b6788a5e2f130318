/// Finds long stretches of base64 characters without looking at every byte: a stretch of 24 holds eight bytes that
/// begin at a multiple of 16, wherever it stands. Costs some 0.1 ns a byte of program text.
enum StretchScan {
  /// The least stretch, in characters: 18 bytes.
  static let least = 24

  private static let word = 8
  private static let step = 16

  /// Calls `body` for every stretch of `least` characters or more of which as many stand in `range`. A stretch goes
  /// on beyond the range as far as it stands in the text.
  ///
  /// - Parameter last: the stretch that was found last, which is not looked at again.
  @inline(__always)
  static func forEach(
    in text: UnsafeRawBufferPointer, range: Range<Int>, last: inout Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    guard let base = text.baseAddress else { return }
    var position = range.lowerBound
    let end = range.upperBound - word
    while position <= end {
      if breaks(base, position) == 0, isLong(base, position, count: text.count) {
        if last.contains(position) {
          position = last.upperBound
          continue
        }
        if let stretch = stretch(around: position, in: text) {
          last = stretch
          body(stretch)
          position = max(position, stretch.upperBound &- step)
        }
      }
      position &+= step
    }
  }

  /// True when one of the 40 bytes before `position` is no base64 for certain.
  @inline(__always)
  static func hasBreak(before position: Int, in text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress, position >= 5 * word else { return true }
    return (1...5).contains { breaks(base, position &- $0 &* word) != 0 }
  }

  /// The same for those from `position` on.
  @inline(__always)
  static func hasBreak(behind position: Int, in text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress, position + 5 * word <= text.count else { return true }
    return (0..<5).contains { breaks(base, position &+ $0 &* word) != 0 }
  }

  /// The highest bit of every byte whose low seven bits are below `+`, the least character of base64: white space,
  /// quotes, brackets and the like.
  @inline(__always)
  private static func breaks(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return ~((word | high) &- 0x2B2B_2B2B_2B2B_2B2B) & high
  }

  /// The same for every byte that is no base64.
  @inline(__always)
  private static func others(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let low = word & ~high
    // The high bit of every byte that is `least` or more.
    func from(_ least: UInt64) -> UInt64 { low &+ (0x80 &- least) &* 0x0101_0101_0101_0101 }
    let comma = from(0x2C) & ~from(0x2D)
    let dot = from(0x2E) & ~from(0x2F)
    let marks =
      (from(0x3A) & ~from(0x41)) | (from(0x5B) & ~from(0x5F)) | (from(0x60) & ~from(0x61)) | from(0x7B)
    return (word | ~from(0x2B) | comma | dot | marks) & high
  }

  /// False when the stretch of the word at `position` is too short, or the word none.
  @inline(__always)
  private static func isLong(_ base: UnsafeRawPointer, _ position: Int, count: Int) -> Bool {
    guard others(base, position) == 0 else { return false }
    guard position >= word, position &+ 2 &* word <= count else { return true }
    let left = others(base, position &- word).leadingZeroBitCount &>> 3
    let right = others(base, position &+ word).trailingZeroBitCount &>> 3
    return left == word || right == word || left &+ word &+ right >= least
  }

  /// Nil when the word there is not all base64, or the stretch around it too short.
  @inline(never)
  private static func stretch(around position: Int, in text: UnsafeRawBufferPointer) -> Range<Int>? {
    let alphabet = CharacterSet256.base64Any
    var end = position
    while end < text.count, alphabet.contains(text[end]) { end += 1 }
    guard end - position >= word else { return nil }
    var start = position
    while start > 0, alphabet.contains(text[start - 1]) { start -= 1 }
    return end - start >= least ? start..<end : nil
  }
}
