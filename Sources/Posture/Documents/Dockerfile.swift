/// A Dockerfile as its instructions (docs.docker.com/reference/dockerfile): comments, continued lines, heredocs and the
/// escape directive resolved.
struct Dockerfile: Sendable {
  struct Instruction: Sendable {
    /// In capitals; behind `ONBUILD` the one that is triggered.
    let name: String
    /// What follows the name, on one line.
    let arguments: String
    /// From 1.
    let line: Int
    /// Counts the `FROM` instructions up to here.
    let stage: Int
    /// Without the quoting of the shell form.
    let words: [String]
  }

  let instructions: [Instruction]
  var stageCount: Int { instructions.last?.stage ?? 0 }

  init(_ bytes: [UInt8]) throws(UnreadableDocument) {
    let text = try DocumentLimits.text(of: bytes)
    var lines = DockerfileLines(text)
    var instructions: [Instruction] = []
    var stage = 0
    while let (line, text) = lines.next() {
      var (name, rest) = Dockerfile.split(text)
      // A trigger is an instruction of the images that are made from this one.
      if name == "ONBUILD" { (name, rest) = Dockerfile.split(rest) }
      if name == "FROM" { stage += 1 }
      instructions.append(
        Instruction(
          name: name, arguments: String(rest), line: line, stage: stage,
          words: DockerfileWords.words(in: rest, escape: lines.escape)))
      if ["RUN", "COPY", "ADD"].contains(name) { lines.skipHeredocs(of: rest) }
      guard instructions.count <= 20_000 else {
        throw UnreadableDocument(.limit, "has too many instructions")
      }
    }
    self.instructions = instructions
  }

  private static func split(_ text: Substring) -> (name: String, rest: Substring) {
    let text = text.drop { $0.isWhitespace }
    let name = text.prefix { !$0.isWhitespace }
    return (name.uppercased(), text.dropFirst(name.count).drop { $0.isWhitespace })
  }

  private static func split(_ text: String) -> (name: String, rest: Substring) { split(text[...]) }
}

extension Dockerfile.Instruction {
  /// `--chown=…`, `--mount=…`
  var flags: [String] { Array(words.prefix { $0.hasPrefix("--") }) }

  /// What stands behind the flags; of the exec form, its elements.
  var operands: [String] { Array(words.drop { $0.hasPrefix("--") }) }

  /// Of `ENV` and `ARG`: names with values; a value that is not given is nil. `ENV name a value` is the old form.
  var pairs: [(name: String, value: String?)] {
    guard let first = operands.first else { return [] }
    if name == "ENV", !first.contains("=") {
      return [(first, operands.count > 1 ? operands.dropFirst().joined(separator: " ") : nil)]
    }
    return operands.map { word in
      guard let sign = word.firstIndex(of: "=") else { return (word, nil) }
      return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }
  }
}

/// Words as BuildKit splits them: quotes group, the escape character takes the next one as it is; the JSON form of
/// `COPY ["a", "b"]` gives its elements.
private enum DockerfileWords {
  static func words(in text: Substring, escape: Character) -> [String] {
    let flags = text.prefix { $0 != "[" }
    let isFlags = flags.split(whereSeparator: \.isWhitespace).allSatisfy { $0.hasPrefix("--") }
    if isFlags, flags.count < text.count, let elements = elements(of: text.dropFirst(flags.count)) {
      return flags.split(whereSeparator: \.isWhitespace).map(String.init) + elements
    }
    return split(text, escape: escape)
  }

  /// Nil where it is no JSON: then it is the shell form, as for BuildKit.
  private static func elements(of text: Substring) -> [String]? {
    do throws(UnreadableDocument) {
      return try JSONReader.document(Array(text.utf8)).list.compactMap(\.text)
    } catch {
      return nil
    }
  }

  private static func split(_ text: Substring, escape: Character) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = text.makeIterator()
    while let character = rest.next() {
      if character == escape, quote != "'" {
        word = (word ?? "") + (rest.next().map(String.init) ?? "")
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
