/// The lines that the tables and keys of a TOML text stand on: the parser gives positions for syntax errors only.
/// A path is `detector.2.companion.0.role`: names of tables, indices in arrays of tables, a key.
struct TOMLOutline {
  private var lines: [String: Int] = [:]

  init(_ text: TOMLText) {
    var counts: [String: Int] = [:]
    var table = ""
    for index in text.statements {
      let words = text.lines[index].drop { $0 == " " || $0 == "\t" }
      if words.hasPrefix("[") {
        table = Self.enter(words, from: &counts)
        lines[table] = lines[table] ?? index + 1
      } else if let key = Self.key(words) {
        let path = table.isEmpty ? key : "\(table).\(key)"
        lines[path] = lines[path] ?? index + 1
      }
    }
  }

  /// The line of the path, or of the nearest table or array that holds it.
  func line(of path: String) -> Int? {
    var names = path.split(separator: ".")
    while !names.isEmpty {
      if let line = lines[names.joined(separator: ".")] { return line }
      names.removeLast()
    }
    return nil
  }

  /// The path of a header, with the index of each array of tables in it.
  private static func enter(_ header: Substring, from counts: inout [String: Int]) -> String {
    let isArray = header.hasPrefix("[[")
    let names = header.drop { $0 == "[" }.prefix { $0 != "]" }.split(separator: ".")
      .map { $0.trimming(" \t\"'") }
    var path = ""
    for (index, name) in names.enumerated() {
      path += path.isEmpty ? name : ".\(name)"
      if isArray, index == names.count - 1 {
        let number = counts[path, default: 0]
        counts[path] = number + 1
        path += ".\(number)"
      } else if let count = counts[path] {
        path += ".\(count - 1)"
      }
    }
    return path
  }

  private static func key(_ line: Substring) -> String? {
    let name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_\".".contains($0)) }
    guard !name.isEmpty, line.dropFirst(name.count).drop(while: { $0 == " " || $0 == "\t" }).first == "="
    else {
      return nil
    }
    return name.trimming("\"")
  }
}

extension Substring {
  fileprivate func trimming(_ characters: String) -> String {
    var trimmed = self
    while let first = trimmed.first, characters.contains(first) { trimmed.removeFirst() }
    while let last = trimmed.last, characters.contains(last) { trimmed.removeLast() }
    return String(trimmed)
  }
}
