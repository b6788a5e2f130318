/// Names of rights, as providers list them in a header, a text or an array.
enum ScopeText {
  /// A provider's answer may hold anything: the ledger gets so many characters of words at most.
  private static let (wordLimit, limit) = (64, 1000)

  /// Distinct words, sorted, separated by spaces; nil for none. A word that holds eight characters of the credential
  /// in a row is left out.
  static func names(in text: String, hiding parts: CredentialParts) -> String? {
    let words = Set(text.utf8.split { !isPart($0) }.map(Array.init).filter { $0.count <= wordLimit })
    let secrets = windows(of: [parts.value] + parts.companions.values)
    var names = ""
    for word in words.filter({ windows(of: [$0]).isDisjoint(with: secrets) }).map({
      String(decoding: $0, as: UTF8.self)
    }).sorted() {
      guard names.utf8.count + word.utf8.count < limit else { break }
      names += (names.isEmpty ? "" : " ") + word
    }
    return names.isEmpty ? nil : names
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "_.:/*-".utf8.contains(byte)
  }

  private static func windows(of texts: [[UInt8]]) -> Set<[UInt8]> {
    var windows: Set<[UInt8]> = []
    for text in texts where text.count >= 8 {
      for start in 0...(text.count - 8) { windows.insert(Array(text[start..<start + 8])) }
    }
    return windows
  }
}
