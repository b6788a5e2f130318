/// On which lines the keys of a TOML text stand: the TOML library does not tell. It reads headers and the
/// beginnings of lines only, so that a key inside an inline table is found at the table's line.
struct TOMLLineIndex {
  private var lines: [[String]: Int] = [:]

  init(_ text: String) {
    var section: [String] = []
    var counts: [[String]: Int] = [:]
    for (index, line) in TOMLLineIndex.lines(of: text).enumerated() {
      if line.hasPrefix("[[") {
        let name = TOMLLineIndex.path(in: line.dropFirst(2).prefix { $0 != "]" })
        let (parent, count) = TOMLLineIndex.resolved(name, counts)
        counts[parent, default: 0] += 1
        section = parent + [String(count)]
        note(parent, index + 1)
        note(section, index + 1)
      } else if line.hasPrefix("[") {
        let name = TOMLLineIndex.path(in: line.dropFirst().prefix { $0 != "]" })
        section = TOMLLineIndex.resolved(name, counts, entersLast: true).path
        note(section, index + 1)
      } else if let sign = line.firstIndex(of: "="), !line.hasPrefix("#") {
        note(section + TOMLLineIndex.path(in: line[..<sign]), index + 1)
      }
    }
  }

  /// Without indentation. Works on bytes, since a carriage return and a line feed are one character.
  private static func lines(of text: String) -> [Substring] {
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? Substring(text.unicodeScalars.dropFirst()) : text[...]
    return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Substring(line.drop { $0 == 0x20 || $0 == 0x09 })
    }
  }

  /// The key's line, or its nearest parent's.
  func line(of path: [String]) -> Int {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[Array(path)] { return line }
      path = path.dropLast()
    }
    return 1
  }

  private mutating func note(_ path: [String], _ line: Int) {
    for length in 1..<(path.count + 1) where lines[Array(path.prefix(length))] == nil {
      lines[Array(path.prefix(length))] = line
    }
  }

  private static func path(in text: Substring) -> [String] {
    text.split(separator: ".").map { part in
      String(part.drop { " \t\"'".contains($0) }.prefix { !" \t\"'".contains($0) })
    }
  }

  /// The header's path with the number of the current element behind every array of tables on the way.
  private static func resolved(
    _ name: [String], _ counts: [[String]: Int], entersLast: Bool = false
  ) -> (path: [String], count: Int) {
    var path: [String] = []
    for (index, part) in name.enumerated() {
      path.append(part)
      if let count = counts[path], count > 0, entersLast || index < name.count - 1 {
        path.append(String(count - 1))
      }
    }
    return (path, counts[path] ?? 0)
  }
}
