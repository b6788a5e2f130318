/// Which lines of a TOML text begin a statement: those that begin outside strings, arrays and comments.
package struct TOMLText {
  /// Every line's text, without its end.
  let lines: [Substring]
  /// Indices of lines that begin outside strings and brackets. Right up to the first syntax error.
  let statements: [Int]

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var lexer = TOMLLexer()
    var statements: [Int] = []
    for (index, line) in lines.enumerated() {
      if lexer.isAtStatement { statements.append(index) }
      lexer.read(line)
    }
    self.statements = statements
  }

  /// The 1-based line of the first table header whose name begins with a character that no name has. The TOML
  /// parser (toml++ 3.4) checks that by an assertion: such a text must not reach it.
  package var malformedHeader: Int? {
    statements.first { Self.isMalformedHeader(lines[$0].utf8) }.map { $0 + 1 }
  }

  private static func isMalformedHeader(_ line: Substring.UTF8View) -> Bool {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var rest = line.drop(while: isSpace)
    guard rest.first == UInt8(ascii: "[") else { return false }
    rest = rest.dropFirst().drop(while: isSpace)
    if rest.first == UInt8(ascii: "[") { rest = rest.dropFirst().drop(while: isSpace) }
    guard let first = rest.first else { return true }
    switch first {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: return false
    default: return !"_-\"']".utf8.contains(first)
    }
  }
}

/// Follows strings and brackets from line to line.
private struct TOMLLexer {
  /// The quote of the multi-line string that is open.
  private var quote: UInt8?
  private var depth = 0

  var isAtStatement: Bool { quote == nil && depth == 0 }

  mutating func read(_ line: Substring) {
    let bytes = Array(line.utf8)
    var index = 0
    while index < bytes.count {
      if let quote {
        index = end(ofMultiLine: quote, in: bytes, from: index)
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "#"): return
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = end(ofStringAt: index, in: bytes)
        continue
      default: break
      }
      index += 1
    }
  }

  private mutating func end(ofStringAt start: Int, in bytes: [UInt8]) -> Int {
    let mark = bytes[start]
    if bytes[start...].starts(with: [mark, mark, mark]) {
      quote = mark
      return start + 3
    }
    var index = start + 1
    while index < bytes.count, bytes[index] != mark {
      index += mark == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index + 1
  }

  private mutating func end(ofMultiLine mark: UInt8, in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if mark == UInt8(ascii: "\""), bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index...].starts(with: [mark, mark, mark]) {
        quote = nil
        // Up to two more quotes belong to the string.
        let more = bytes[(index + 3)...].prefix(2).prefix { $0 == mark }.count
        return index + 3 + more
      } else {
        index += 1
      }
    }
    return index
  }
}
