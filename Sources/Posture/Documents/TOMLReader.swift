internal import Detectors
internal import TOMLKit

/// Reads TOML. The library tells no lines: they are those of the headers and of the keys that begin a line.
enum TOMLReader {
  static func document(_ bytes: [UInt8]) throws(UnreadableDocument) -> DocumentNode {
    let text = try DocumentLimits.text(of: bytes)
    // The library reads a C string, and stops the program at some mistakes.
    guard !bytes.contains(0), TOMLGuard.brokenLine(in: text) == nil else {
      throw UnreadableDocument(.syntax, "is no TOML", line: TOMLGuard.brokenLine(in: text))
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch {
      throw UnreadableDocument(.syntax, "is no TOML", line: (error as? TOMLParseError)?.source.begin.line)
    }
    return try node(table, path: "", lines: TOMLLines(text), depth: 0)
  }

  private static func node(
    _ table: TOMLTable, path: String, lines: TOMLLines, depth: Int
  ) throws(UnreadableDocument) -> DocumentNode {
    guard depth < DocumentLimits.depth else { throw UnreadableDocument(.limit, "is nested too deeply") }
    var members: [DocumentNode.Member] = []
    for key in table.keys.sorted() {
      guard let value = table[key] else { continue }
      let name = path.isEmpty ? key : "\(path).\(key)"
      members.append(
        .init(
          key: key, line: lines.line(of: name),
          value: try node(value, path: name, lines: lines, depth: depth + 1)))
    }
    return DocumentNode(line: lines.line(of: path), value: .map(members))
  }

  private static func node(
    _ value: any TOMLValueConvertible, path: String, lines: TOMLLines, depth: Int
  ) throws(UnreadableDocument) -> DocumentNode {
    let line = lines.line(of: path)
    if let table = value.table { return try node(table, path: path, lines: lines, depth: depth) }
    if let array = value.array {
      guard depth < DocumentLimits.depth else { throw UnreadableDocument(.limit, "is nested too deeply") }
      var items: [DocumentNode] = []
      for item in array { items.append(try node(item, path: path, lines: lines, depth: depth + 1)) }
      return DocumentNode(line: line, value: .list(items))
    }
    let text = value.string ?? value.bool.map { "\($0)" } ?? value.int.map { "\($0)" } ?? ""
    return DocumentNode(line: line, value: .scalar(text))
  }
}

/// First lines of dotted names; a name that begins no line has that of the nearest table around it.
private struct TOMLLines {
  private var lines: [String: Int] = [:]

  init(_ text: String) {
    var table = ""
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let words = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "[") }
      let isHeader = line.drop { $0 == 0x20 || $0 == 0x09 }.first == UInt8(ascii: "[")
      let end = words.firstIndex(of: isHeader ? UInt8(ascii: "]") : UInt8(ascii: "="))
      guard let end else { continue }
      let bare = words[..<end].filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
      let name = String(decoding: bare, as: UTF8.self)
      if isHeader { table = name }
      let path = isHeader || table.isEmpty ? name : "\(table).\(name)"
      lines[path] = lines[path] ?? index + 1
    }
  }

  func line(of path: String) -> Int {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return line }
      path = path.lastIndex(of: ".").map { path[..<$0] } ?? ""
    }
    return 1
  }
}
