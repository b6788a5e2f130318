/// The marks and the space around a name and its value.
extension ValueLead {
  /// Before the marks that open a value: quotes (escaped or not), brackets, a string's prefix letter.
  static func openingStart(_ text: UnsafeRawBufferPointer, _ value: Int, _ low: Int) -> Int {
    var position = value
    while position > low, value - position < 12 {
      switch text[position - 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "{"),
        UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "*"), UInt8(ascii: "@"), UInt8(ascii: "$"):
        position -= 1
      default: return skipPrefixLetter(text, position, low, isQuoted: position < value)
      }
    }
    return position
  }

  /// b"…", f'…', r"…", N'…'.
  private static func skipPrefixLetter(
    _ text: UnsafeRawBufferPointer, _ position: Int, _ low: Int, isQuoted: Bool
  ) -> Int {
    guard isQuoted, position - 2 >= low, CharacterSet256.quote.contains(text[position]),
      CharacterSet256.word.contains(text[position - 1]), !isNameByte(text[position - 2])
    else { return position }
    return position - 1
  }

  static func skipSpace(_ text: UnsafeRawBufferPointer, _ end: Int, _ low: Int) -> Int {
    var position = end
    let limit = max(low, end - spaceLimit)
    while position > limit, text[position - 1] == 0x20 || text[position - 1] == 0x09 { position -= 1 }
    return position
  }

  /// Up to two line ends with what may stand at them: space, a continuation's backslash, a list mark.
  static func skipLineEnds(_ text: UnsafeRawBufferPointer, _ end: Int, _ low: Int) -> Int {
    var position = isListMark(text, end, low) ? skipSpace(text, end - 1, low) : end
    var lineEnds = 0
    let limit = max(low, end - spaceLimit)
    while position > limit {
      switch text[position - 1] {
      case 0x0A:
        lineEnds += 1
        if lineEnds > 2 { return position }
      case 0x20, 0x09, 0x0D, UInt8(ascii: "\\"), UInt8(ascii: "`"): break
      default: return position
      }
      position -= 1
    }
    return position
  }

  /// A `-`, `*`, `>` or `|` that begins the line.
  static func isListMark(_ text: UnsafeRawBufferPointer, _ end: Int, _ low: Int) -> Bool {
    guard end > low else { return false }
    switch text[end - 1] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "+"):
      let before = skipSpace(text, end - 1, low)
      return before == low || text[before - 1] == 0x0A
    default: return false
    }
  }

  static func isNameByte(_ byte: UInt8) -> Bool { CharacterSet256.name.contains(byte) }

  static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "|"),
      UInt8(ascii: "+"), UInt8(ascii: ">"), UInt8(ascii: "~"), UInt8(ascii: "<"):
      true
    default: false
    }
  }

  /// Before the marks that close a name: `"name"`, `["name"]`, `` `name` ``.
  func closingStart(_ end: Int) -> Int {
    var position = end
    while position > low, end - position < 8 {
      switch text[position - 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "]"),
        UInt8(ascii: "*"), UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "?"), UInt8(ascii: "!"):
        position -= 1
      default: return position
      }
    }
    return position
  }
}
