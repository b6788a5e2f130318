/// Reads percent-encoded text or text with backslash escapes byte by byte. What is no escape stands for itself.
struct EscapeReader {
  private let text: UnsafeRawBufferPointer
  private let isPercent: Bool
  private let end: Int
  /// Offset of what comes next.
  private(set) var position: Int
  /// Further bytes of the last escape, in reverse.
  private var pending: [UInt8] = []

  init(_ text: UnsafeRawBufferPointer, _ range: Range<Int>, isPercent: Bool) {
    self.text = text
    self.isPercent = isPercent
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next byte; `position` is then behind what holds it.
  mutating func next() -> UInt8? {
    if let byte = pending.popLast() { return byte }
    guard position < end else { return nil }
    let byte = text[position]
    if isPercent {
      if byte == UInt8(ascii: "%"), let value = HexDigit.pair(text, at: position + 1, limit: end) {
        position += 3
        return value
      }
    } else if byte == UInt8(ascii: "\\"), position + 1 < end, let value = escape(text[position + 1]) {
      return value
    }
    position += 1
    return byte
  }

  private mutating func escape(_ letter: UInt8) -> UInt8? {
    let value: UInt8
    switch letter {
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "r"): value = 0x0D
    case UInt8(ascii: "t"): value = 0x09
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"): value = letter
    case UInt8(ascii: "x"):
      guard let byte = HexDigit.pair(text, at: position + 2, limit: end) else { return nil }
      position += 4
      return byte
    case UInt8(ascii: "u"): return unit()
    default: return nil
    }
    position += 2
    return value
  }

  /// The UTF-8 form of `\uNNNN`. Halves of surrogate pairs, which no credential holds, become 0x1A.
  private mutating func unit() -> UInt8? {
    guard let high = HexDigit.pair(text, at: position + 2, limit: end),
      let low = HexDigit.pair(text, at: position + 4, limit: end)
    else { return nil }
    position += 6
    guard let scalar = Unicode.Scalar(UInt16(high) << 8 | UInt16(low)) else { return 0x1A }
    let bytes = Array(String(scalar).utf8)
    pending = bytes.dropFirst().reversed()
    return bytes.first
  }
}
