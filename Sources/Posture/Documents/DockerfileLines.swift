/// The logical lines of a Dockerfile.
struct DockerfileLines {
  private let lines: [Substring]
  private var position = 0
  /// What continues a line: a backslash, or what the directive `# escape=` says.
  private(set) var escape: Character = "\\"

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    escape = DockerfileLines.directive(in: lines) ?? escape
  }

  /// Directives stand in comments before anything else.
  private static func directive(in lines: [Substring]) -> Character? {
    for line in lines {
      let words = line.drop { $0.isWhitespace }
      guard words.first == "#", let sign = words.firstIndex(of: "=") else { return nil }
      let name = words[words.index(after: words.startIndex)..<sign].filter { !$0.isWhitespace }.lowercased()
      let value = words[words.index(after: sign)...].filter { !$0.isWhitespace }
      if name == "escape", value == "`" { return "`" }
    }
    return nil
  }

  /// The next instruction and the line that it begins on.
  mutating func next() -> (line: Int, text: String)? {
    var text = ""
    var start: Int?
    while position < lines.count {
      let line = lines[position]
      position += 1
      let trimmed = line.drop { $0.isWhitespace }
      // Comments and empty lines within a continued instruction are left out.
      if trimmed.isEmpty || trimmed.first == "#" { continue }
      start = start ?? position
      guard let body = continued(line) else {
        text += line
        return (start ?? position, text)
      }
      text += body
    }
    return start.map { ($0, text) }
  }

  private func continued(_ line: Substring) -> Substring? {
    var end = line
    while let last = end.last, last.isWhitespace { end.removeLast() }
    guard end.last == escape else { return nil }
    return end.dropLast()
  }

  /// Passes over the texts that `<<NAME` of an instruction begins.
  mutating func skipHeredocs(of arguments: Substring) {
    for (name, stripsTabs) in DockerfileLines.heredocs(in: arguments) {
      while position < lines.count {
        let line = stripsTabs ? lines[position].drop { $0 == "\t" } : lines[position]
        position += 1
        if line == name { break }
      }
    }
  }

  private static func heredocs(in text: Substring) -> [(name: Substring, stripsTabs: Bool)] {
    var result: [(name: Substring, stripsTabs: Bool)] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      // `<<<` is a shell's here-string.
      guard let start = word.firstRange(of: "<<"), !word[start.upperBound...].hasPrefix("<") else { continue }
      var name = word[start.upperBound...]
      let stripsTabs = name.first == "-"
      if stripsTabs { name.removeFirst() }
      let bare = name.filter { $0 != "\"" && $0 != "'" }
      guard let first = bare.first, first.isLetter || first == "_" else { continue }
      result.append((Substring(bare.prefix { $0.isLetter || $0.isNumber || $0 == "_" }), stripsTabs))
    }
    return result
  }
}
