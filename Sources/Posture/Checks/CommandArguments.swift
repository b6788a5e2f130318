/// Credentials written out among a command's words.
struct CommandArguments {
  struct Secret {
    /// Of the word that holds it.
    let index: Int
    /// Of the option, variable or header.
    let name: String
    /// It stands behind `:-`.
    var isDefault = false
  }

  private(set) var secrets: [Secret] = []
  private let words: [String]

  init(_ words: [String]) {
    self.words = words
    for index in words.indices { check(index) }
  }

  private mutating func check(_ index: Int) {
    let word = words[index]
    if let sign = word.firstIndex(of: "="), !word.hasPrefix("=") {
      let name = String(word[..<sign].drop { $0 == "-" })
      let value = String(word[word.index(after: sign)...])
      if isName(name), SecretName.isSecret(name) { note(index, name, value) }
    }
    if index > 0, words[index - 1].hasPrefix("-"), !word.hasPrefix("-") {
      let name = String(words[index - 1].drop { $0 == "-" })
      if !name.contains("="), SecretName.isSecret(name) { note(index, name, word) }
    }
    if let colon = word.firstIndex(of: ":"), word[..<colon].allSatisfy({ $0.isLetter || $0 == "-" }) {
      let name = String(word[..<colon])
      let value = String(word[word.index(after: colon)...])
      if SecretName.isCredentialHeader(name), !value.hasPrefix("//") { note(index, name, value) }
    }
    if LiteralValue.hasCredentialInAddress(word) { add(Secret(index: index, name: "address")) }
  }

  private mutating func note(_ index: Int, _ name: String, _ value: String) {
    if LiteralValue.hasCredentialDefault(value) {
      add(Secret(index: index, name: name, isDefault: true))
    } else if LiteralValue.isCredential(value) {
      add(Secret(index: index, name: name))
    }
  }

  private mutating func add(_ secret: Secret) {
    if secrets.last?.index != secret.index { secrets.append(secret) }
  }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
  }
}
