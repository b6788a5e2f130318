/// The words, strings and signs of a Python, JavaScript or TypeScript text, without its comments: enough to follow a
/// name through a few lines.
struct SourceTokens {
  struct Token {
    enum Kind { case word, string, sign, lineEnd }
    let kind: Kind
    /// Of a string, its content.
    let text: String
    let line: Int
    /// Words of the expressions that a string fills in: `${token}`, `f"{token}"`.
    var inserted: [String] = []
  }

  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private let isPython: Bool
  private var position = 0
  private var line = 1

  private static let limit = 300_000

  init(_ bytes: [UInt8], isPython: Bool) throws(UnreadableDocument) {
    _ = try DocumentLimits.text(of: bytes)
    self.bytes = bytes
    self.isPython = isPython
    while position < bytes.count {
      step()
      guard tokens.count <= SourceTokens.limit else { throw UnreadableDocument(.limit, "has too many parts") }
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func step() {
    let next = byte()
    switch next {
    case 0x0A:
      tokens.append(Token(kind: .lineEnd, text: "", line: line))
      line += 1
      position += 1
    case 0x20, 0x09, 0x0D: position += 1
    case UInt8(ascii: "#") where isPython: skipLine()
    case UInt8(ascii: "/") where !isPython && byte(1) == UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "/") where !isPython && byte(1) == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(next, fillsIn: isPython && followsFormat)
    case UInt8(ascii: "`") where !isPython: string(next, fillsIn: true)
    case _ where SourceTokens.isWord(next): word()
    default:
      tokens.append(Token(kind: .sign, text: String(decoding: [next], as: UTF8.self), line: line))
      position += 1
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  /// `f"…"`: the letter was read as a word.
  private var followsFormat: Bool {
    guard let last = tokens.last, last.kind == .word, position > 0, SourceTokens.isWord(bytes[position - 1])
    else {
      return false
    }
    return ["f", "rf", "fr"].contains(last.text.lowercased())
  }

  private mutating func word() {
    let start = position
    while position < bytes.count, SourceTokens.isWord(bytes[position]) { position += 1 }
    tokens.append(
      Token(kind: .word, text: String(decoding: bytes[start..<position], as: UTF8.self), line: line))
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
  }

  private mutating func skipComment() {
    position += 2
    while position < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
      if byte() == 0x0A { line += 1 }
      position += 1
    }
    position += 2
  }

  /// One of a single quote ends with its line at the latest: an apostrophe in a pattern is no string.
  private mutating func string(_ quote: UInt8, fillsIn: Bool) {
    let isLong = isPython && byte(1) == quote && byte(2) == quote || quote == UInt8(ascii: "`")
    let length = isLong && quote != UInt8(ascii: "`") ? 3 : 1
    let start = line
    position += length
    var content: [UInt8] = []
    while position < bytes.count {
      if byte() == quote, length == 1 || byte(1) == quote && byte(2) == quote {
        position += length
        break
      }
      if byte() == 0x0A {
        if !isLong { break }
        line += 1
      }
      if byte() == UInt8(ascii: "\\"), position + 1 < bytes.count, byte(1) != 0x0A { position += 1 }
      content.append(byte())
      position += 1
    }
    var token = Token(kind: .string, text: String(decoding: content, as: UTF8.self), line: start)
    if fillsIn { token.inserted = SourceTokens.inserted(content) }
    tokens.append(token)
  }

  /// The words between braces.
  private static func inserted(_ content: [UInt8]) -> [String] {
    var words: [String] = []
    var depth = 0
    var word: [UInt8] = []
    for byte in content + [0x20] {
      if depth > 0, isWord(byte), byte != UInt8(ascii: "$") {
        word.append(byte)
        continue
      }
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
    }
    return words
  }
}
