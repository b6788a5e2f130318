/// The words of shell text, without quotes: enough to tell options and variables, not to run it.
enum ShellWords {
  /// At most `limit` bytes are looked at.
  static func words(in text: String, limit: Int = 64 << 10) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text.prefix(limit) {
      if isEscaped {
        isEscaped = false
        if character != "\n" { word = (word ?? "") + String(character) }
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace || ";|&()<>".contains(character) {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Names of the variables that a word refers to: `$NAME`, `${NAME}`, `${NAME:-…}`.
  static func variables(in word: String) -> [String] {
    word.split(separator: "$", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      let name = part.drop { $0 == "{" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      return name.isEmpty ? nil : String(name)
    }
  }
}
