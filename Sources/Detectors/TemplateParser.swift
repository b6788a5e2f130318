/// Reads an example's text into literals and placeholders.
struct TemplateParser {
  private let characters: [Character]
  private var position = 0

  init(_ source: String) { characters = Array(source) }

  /// All of the text; an inner one, of `b64(…)`, ends at its `)}`.
  mutating func parts(isInner: Bool = false) throws(ExampleTemplate.SyntaxError) -> [ExampleTemplate.Part] {
    var parts: [ExampleTemplate.Part] = []
    var literal = ""
    while position < characters.count {
      if isInner, isAt(")}") { break }
      if isAt("{{") || isAt("}}") {
        literal.append(characters[position])
        position += 2
      } else if isAt("{") {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        if let part = try placeholder() { parts.append(part) }
      } else if isAt("}") {
        throw .init(description: "a '}' that closes nothing (a literal one is written '}}')")
      } else {
        literal.append(characters[position])
        position += 1
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }

  private mutating func placeholder() throws(ExampleTemplate.SyntaxError) -> ExampleTemplate.Part? {
    position += 1
    if isAt("b64(") {
      position += 4
      let inner = try parts(isInner: true)
      guard isAt(")}") else { throw .init(description: "'{b64(' is not closed by ')}'") }
      position += 2
      return .base64(inner)
    }
    guard let end = characters[position...].firstIndex(of: "}") else {
      throw .init(description: "a '{' that is not closed (a literal one is written '{{')")
    }
    let words = String(characters[position..<end])
    position = end + 1
    return words.isEmpty ? nil : try part(named: words)
  }

  private func part(named words: String) throws(ExampleTemplate.SyntaxError) -> ExampleTemplate.Part {
    switch words {
    case "uuid": return .uuid
    case "jwt": return .jwt
    case "nl": return .literal("\n")
    default: break
    }
    let fields = words.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 2 else { throw unknown(words) }
    switch fields[0] {
    case "bytes": return .bytes(try count(fields[1], in: words))
    case "pem" where !fields[1].isEmpty: return .pem(fields[1])
    case "crc":
      guard let checksum = Checksum(rawValue: fields[1]) else { throw unknown(words) }
      return .checksum(checksum)
    case "repeat":
      guard let character = fields[1].first, fields[1].dropFirst().first == ":" else { throw unknown(words) }
      return .repeated(character, try count(String(fields[1].dropFirst(2)), in: words))
    default:
      guard let kind = ExampleTemplate.Characters(rawValue: fields[0]) else { throw unknown(words) }
      return .characters(kind, try count(fields[1], in: words))
    }
  }

  private func count(
    _ text: String, in words: String
  ) throws(ExampleTemplate.SyntaxError) -> ClosedRange<Int> {
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = bounds.first, let low = first, let last = bounds.last, let high = last,
      bounds.count <= 2,
      low <= high, (1...100_000).contains(low), high <= 100_000
    else { throw .init(description: "'{\(words)}' has no valid count") }
    return low...high
  }

  private func unknown(_ words: String) -> ExampleTemplate.SyntaxError {
    .init(description: "unknown placeholder '{\(words)}'")
  }

  private func isAt(_ text: String) -> Bool { characters[position...].starts(with: text) }
}
