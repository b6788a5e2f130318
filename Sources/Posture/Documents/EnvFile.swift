/// A `.env` file: `NAME=value` lines, with `export`, comments and quotes.
struct EnvFile: Sendable {
  struct Entry: Sendable {
    let name: String
    let value: String
    /// From 1.
    let line: Int
  }

  let entries: [Entry]

  init(_ bytes: [UInt8]) throws(UnreadableDocument) {
    let text = try DocumentLimits.text(of: bytes)
    entries = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .compactMap { EnvFile.entry($1, line: $0 + 1) }
  }

  private static func entry(_ line: Substring, line number: Int) -> Entry? {
    var rest = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard rest.first != "#" else { return nil }
    if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop { $0.isWhitespace } }
    guard let sign = rest.firstIndex(of: "=") else { return nil }
    let name = rest[..<sign].filter { !$0.isWhitespace }
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isLetter || $0.isNumber || "_.-".contains($0) })
    else { return nil }
    var value = rest[rest.index(after: sign)...].drop { $0.isWhitespace }
    if let quote = value.first, quote == "\"" || quote == "'" {
      value = value.dropFirst().prefix { $0 != quote }
    } else {
      if let comment = value.firstRange(of: " #") { value = value[..<comment.lowerBound] }
      while value.last?.isWhitespace == true { value.removeLast() }
    }
    return Entry(name: name, value: String(value), line: number)
  }
}
