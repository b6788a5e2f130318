/// What a value of a workflow refers to: `${{ secrets.NAME }}`.
enum Expression {
  /// Names that a context is asked for: `secrets`, `env`, `inputs`.
  static func names(of context: String, in text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${{") {
      rest = rest[start.upperBound...]
      let end = rest.firstRange(of: "}}")?.lowerBound ?? rest.endIndex
      names += self.names(of: context, inside: rest[..<end])
      rest = rest[end...]
    }
    return names
  }

  /// `context.name` and `context['name']`.
  private static func names(of context: String, inside text: Substring) -> [String] {
    var names: [String] = []
    var word = ""
    var expectsName = false
    for character in text + " " {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        word.append(character)
        continue
      }
      if expectsName, !word.isEmpty { names.append(word) }
      expectsName =
        (word.isEmpty ? expectsName : word.lowercased() == context && !expectsName)
        && ".['\"".contains(character)
      word = ""
    }
    return names
  }

  static func isOne(_ text: String) -> Bool { text.contains("${{") }
}
