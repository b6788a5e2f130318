/// What may stand between two lines of one encoded text: a line end with indentation, also as an escape, the end
/// and the start of a quoted string with what joins the two.
struct StretchSeparator {
  /// Where the next line begins; nil when none does.
  private(set) var end: Int?
  /// Behind the last byte that the answer depends on; behind the text's end when it depends on that.
  private(set) var examined: Int

  private let text: UnsafeRawBufferPointer
  private var quotes = 0
  private var breaksLine = false
  private var joins = false

  /// The longest separator, in bytes.
  static let limit = 96

  /// Bytes that a separator may hold besides the letters of escapes; `+` is told from base64 by its neighbours.
  static let bytes = CharacterSet256.stretchSeparator

  init(behind start: Int, in text: UnsafeRawBufferPointer) {
    self.text = text
    examined = start
    let high = min(text.count, start + StretchSeparator.limit)
    var position = start
    while position < high {
      examined = max(examined, position + 1)
      guard let next = step(position, limit: high) else {
        if breaksLine || (joins && quotes == 2), CharacterSet256.base64Any.contains(text[position]) {
          end = position
        }
        return
      }
      position = next
    }
    examined = max(examined, high == text.count ? high + 1 : high)
  }

  /// Offset behind what stands at `position`; nil when it is no part of a separator.
  private mutating func step(_ position: Int, limit: Int) -> Int? {
    switch text[position] {
    case 0x20, 0x09, UInt8(ascii: ","): return position + 1
    case 0x0A, 0x0D:
      breaksLine = true
      return position + 1
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      quotes += 1
      return position + 1
    case UInt8(ascii: "."), UInt8(ascii: "&"):
      joins = true
      return position + 1
    case UInt8(ascii: "\\"): return escape(at: position, limit: limit)
    case UInt8(ascii: "+") where isOperator(position):
      joins = true
      return position + 1
    default: return nil
    }
  }

  /// Behind `\n` or the like, a line that goes on, an escaped quote.
  private mutating func escape(at position: Int, limit: Int) -> Int? {
    var end = position
    while end < limit, text[end] == UInt8(ascii: "\\") { end += 1 }
    examined = max(examined, end + 1)
    guard end < limit else { return nil }
    let byte = text[end]
    if Stretch.endsEscape(byte) {
      if byte != UInt8(ascii: "t") { breaksLine = true }
      return end + 1
    }
    return byte == 0x0A || byte == 0x0D || CharacterSet256.quote.contains(byte) ? end : nil
  }

  /// A `+` between two strings, not one of base64.
  private mutating func isOperator(_ position: Int) -> Bool {
    examined = max(examined, position + 2)
    guard position > 0, position + 1 < text.count else { return false }
    return [text[position - 1], text[position + 1]].allSatisfy { byte in
      byte <= 0x20 || byte == UInt8(ascii: "\\") || CharacterSet256.quote.contains(byte)
    }
  }
}
