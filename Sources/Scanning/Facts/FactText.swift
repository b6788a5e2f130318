internal import Findings

/// Makes what a value says fit for a report.
enum FactText {
  /// Printable, at most `Facts.lengthLimit` characters, with people's addresses cut short; nil for an empty text.
  static func tidy(_ text: String) -> String? {
    // What is far longer than a report shows need not be looked at.
    let printable = Printable.text(text.utf8.prefix(4 * Facts.lengthLimit))
    let trimmed = withoutPeople(String(printable.drop { $0 == " " }))
    guard !trimmed.isEmpty else { return nil }
    guard trimmed.count > Facts.lengthLimit else { return trimmed }
    return trimmed.prefix(Facts.lengthLimit - 1) + "…"
  }

  /// True for a name that is none but a token: many services take one as the user, with an empty password.
  static func isToken(_ user: some Collection<UInt8>) -> Bool {
    user.alphanumericRuns().contains { run in
      run.count >= 16 && run.contains { (0x30...0x39).contains($0) } && run.contains { $0 >= 0x41 }
    }
  }

  /// `jane.doe@example.org` becomes `j…@example.org`. Addresses of service accounts stay: they are no people.
  private static func withoutPeople(_ text: String) -> String {
    guard text.contains("@") else { return text }
    var result = ""
    var word = ""
    for character in text {
      if isAddressCharacter(character) {
        word.append(character)
      } else {
        result += masked(word) + String(character)
        word = ""
      }
    }
    return result + masked(word)
  }

  private static func masked(_ word: String) -> String {
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first, parts[1].contains("."), !parts[1].hasSuffix(".")
    else {
      return word
    }
    return parts[1].hasSuffix("gserviceaccount.com") ? word : "\(first)…@\(parts[1])"
  }

  private static func isAddressCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._%+-@".contains(character)
  }
}
