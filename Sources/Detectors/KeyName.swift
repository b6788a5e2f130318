/// The name that stands before a value: `password` in `"password": "…"`.
enum KeyName {
  private static let limit = 64

  /// The name in the decoded text, else the one before the encoded text.
  static func of(_ match: Match, in text: UnsafeRawBufferPointer) -> String? {
    if let key = match.details?.key { return key }
    let start = Int(match.start) - (match.details?.lead ?? 0)
    return before(start, lineStart: Text.lineStart(text, start, limit: max(0, start - 96)), in: text)
  }

  static func before(_ start: Int, lineStart: Int, in text: UnsafeRawBufferPointer) -> String? {
    var position = start
    let low = max(lineStart, start - 96)
    while position > low, isBetween(text[position - 1]) { position -= 1 }
    guard position < start else { return nil }
    let end = position
    while position > low, end - position < limit, CharacterSet256.name.contains(text[position - 1]) {
      position -= 1
    }
    guard position < end, position == low || end - position < limit else { return nil }
    return String(decoding: text[position..<end], as: UTF8.self)
  }

  /// What may stand between a name and its value.
  private static func isBetween(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"),
      UInt8(ascii: "`"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}
