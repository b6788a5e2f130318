/// A stretch of one line in which backslash escapes or percent-encoding stand for other characters.
struct EscapedText {
  let range: Range<Int>
  let reach: Reach
  let isPercent: Bool

  /// The shortest that is looked at.
  static let least = 16

  private static let quote = UInt8(ascii: "\"")
  /// A quote behind more backslashes than this is not looked at closely.
  private static let backslashLimit = 16

  /// The string that a backslash stands in: up to the double quotes around it that no backslash escapes, or the
  /// line's ends.
  init(stringAround position: Int, in text: UnsafeRawBufferPointer) {
    let start = EscapedText.stringStart(position, in: text, floor: 0)
    let end = EscapedText.stringEnd(position, in: text)
    range = start..<end
    isPercent = false
    var low = start
    if start > 0, text[start - 1] == EscapedText.quote {
      low = start - 1
      while low > 0, start - low <= EscapedText.backslashLimit, text[low - 1] == UInt8(ascii: "\\") {
        low -= 1
      }
      if low > 0, text[low - 1] != 0x0A { low -= 1 }
    }
    reach = Reach(low: low, high: end < text.count && text[end] != 0x0A ? end + 1 : end, in: text)
  }

  /// The characters of an address or a form around a percent sign.
  init(percentAround position: Int, in text: UnsafeRawBufferPointer) {
    let alphabet = EscapedText.percentAlphabet
    var start = position
    while start > 0, alphabet.contains(text[start - 1]) { start -= 1 }
    var end = position + 1
    while end < text.count, alphabet.contains(text[end]) { end += 1 }
    range = start..<end
    isPercent = true
    reach = Reach(run: start..<end, in: text)
  }

  /// RFC 3986's characters but for those that end an address in running text and in program text.
  private static let percentAlphabet = CharacterSet256(
    ascii: "-._~%+/=&:@?#*!$", ranges: [0x30...0x39, 0x41...0x5A, 0x61...0x7A])

  /// Where the string begins that holds the byte before `position`, not below `floor`.
  static func stringStart(_ position: Int, in text: UnsafeRawBufferPointer, floor: Int) -> Int {
    var start = position
    while start > floor, text[start - 1] != 0x0A, text[start - 1] != quote || isEscaped(start - 1, in: text) {
      start -= 1
    }
    return start
  }

  /// Where the string ends that holds the byte at `position`.
  static func stringEnd(_ position: Int, in text: UnsafeRawBufferPointer) -> Int {
    var end = position
    while end < text.count, text[end] != 0x0A, text[end] != quote || isEscaped(end, in: text) { end += 1 }
    return end
  }

  private static func isEscaped(_ position: Int, in text: UnsafeRawBufferPointer) -> Bool {
    var start = position
    while start > 0, position - start < backslashLimit, text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (position - start) % 2 == 1
  }

  /// True where decoding is worth its cost: an escape that can stand in a credential, or a line end or a quote
  /// before one.
  static func isTelling(_ position: Int, in text: UnsafeRawBufferPointer) -> Bool {
    guard position + 2 < text.count else { return false }
    let next = text[position + 2]
    switch text[position + 1] {
    case UInt8(ascii: "/"), UInt8(ascii: "\""): return true
    case UInt8(ascii: "u"), UInt8(ascii: "x"): return HexDigit.isOne(next)
    case UInt8(ascii: "\\"):
      return next == UInt8(ascii: "/") || next == UInt8(ascii: "u") || next == UInt8(ascii: "x")
        || next == quote
        || Stretch.endsEscape(next)
    case let letter where Stretch.endsEscape(letter):
      return CharacterSet256.name.contains(next) || next == UInt8(ascii: "\\")
    default: return false
    }
  }

  func decode(_ text: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
    bytes.reserveCapacity(range.count)
    var reader = EscapeReader(text, range, isPercent: isPercent)
    while let byte = reader.next() { bytes.append(byte) }
  }

  /// Where these parts of the decoded text stand; one pass, however many they are.
  func places(of parts: [Range<Int>], in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    var wanted = parts.enumerated().flatMap { [($1.lowerBound, 2 * $0), ($1.upperBound - 1, 2 * $0 + 1)] }
    wanted.sort(by: <)
    var offsets = [Int](repeating: range.lowerBound, count: 2 * parts.count)
    var reader = EscapeReader(text, range, isPercent: isPercent)
    var index = 0
    var next = 0
    while next < wanted.count {
      let start = reader.position
      guard reader.next() != nil else { break }
      while next < wanted.count, wanted[next].0 == index {
        let place = wanted[next].1
        offsets[place] = place % 2 == 0 ? start : reader.position
        next += 1
      }
      index += 1
    }
    return parts.indices.map { offsets[2 * $0]..<max(offsets[2 * $0], offsets[2 * $0 + 1]) }
  }
}
