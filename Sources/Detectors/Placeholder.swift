/// Tells values that stand for a secret from secrets: what documentation, templates and tests write.
package enum Placeholder {
  /// Words that no random credential holds but by rare chance; all at least six letters long.
  private static let words: [[UInt8]] = [
    "example", "placeholder", "changeme", "change_me", "change-me", "redacted", "yourpass", "your_", "your-",
    "replaceme", "replace_", "insert_", "xxxxx", "foobar", "dummy", "123456789", "1234567", "abcdefg",
    "aaaaaa",
    "000000", "deadbeef", "cafebabe", "notreal", "not-real", "fake-", "fake_", "fakefake", "testtest",
    "sample_",
    "sample-", "mysecret", "my_secret", "my-secret", "mypass", "my_pass", "yoursecret", "yourapikey",
    "yourtoken", "qwerty", "11111111", "99999999", "%env(", "&lt;", "#{env",
    // The beginnings of keys that are published for everybody: the storage emulator's and Cosmos DB's (Microsoft,
    // "Use the Azurite emulator", "Develop locally using the emulator"), reCAPTCHA's for tests (Google, "reCAPTCHA
    // FAQ"), the first account of Hardhat and Anvil, the answer in GitHub's "Authorizing OAuth apps".
    "eby8vdm02xnocqf", "c2y6ydjf5/r+ob0n", "6leixactaaaaag", "ac0974bec39a17e3", "16c7e42f292c6912",
  ].map { Array($0.utf8) }

  /// Values that only name what belongs there.
  private static let names: [[UInt8]] = [
    "password", "passwd", "passwort", "passphrase", "username", "secret", "token", "apikey", "credentials",
  ].map { Array($0.utf8) }

  package static func matches(_ value: UnsafeRawBufferPointer) -> Bool {
    hasFewCharacters(value) || hasMarkup(value) || words.contains { contains(value, $0) }
  }

  /// `password`, and words that end in such a one: `MACHINE-PASS`, `reader_password`.
  static func isName(_ value: UnsafeRawBufferPointer) -> Bool {
    if names.contains(where: { value.count == $0.count && contains(value, $0) }) { return true }
    guard value.count <= 32, let first = value.first, NameWords.isAlphanumeric(first) else { return false }
    let isUpper = NameWords.isUpper(first)
    var last = 0
    for (place, byte) in value.enumerated() {
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
        last = place + 1
      } else {
        guard isUpper ? NameWords.isUpper(byte) : NameWords.isLower(byte) else { return false }
      }
    }
    return last > 0 && NameWords(value, last..<value.count).holdsStrongCredential
  }

  /// Case-insensitive search; `word` is in lower case.
  package static func contains(_ value: UnsafeRawBufferPointer, _ word: [UInt8]) -> Bool {
    guard value.count >= word.count, let first = word.first else { return false }
    for start in 0...(value.count - word.count) where lower(value[start]) == first {
      if (1..<word.count).allSatisfy({ lower(value[start + $0]) == word[$0] }) { return true }
    }
    return false
  }

  /// `${NAME}`, `<your key>`, `{{ secret }}`, `%(name)s`, `$(command)`, `#{code}`, `***`, `...`
  private static func hasMarkup(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.count >= 3, let first = value.first, let last = value.last else { return true }
    if first == UInt8(ascii: "<"), last == UInt8(ascii: ">") { return true }
    if first == UInt8(ascii: "["), last == UInt8(ascii: "]") { return true }
    for start in 0..<(value.count - 1) {
      switch (value[start], value[start + 1]) {
      case (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "(")),
        (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "#"), UInt8(ascii: "{")),
        (UInt8(ascii: "%"), UInt8(ascii: "(")), (UInt8(ascii: "<"), UInt8(ascii: "%")):
        return true
      case (UInt8(ascii: "*"), UInt8(ascii: "*"))
      where start + 2 < value.count && value[start + 2] == UInt8(ascii: "*"),
        (UInt8(ascii: "."), UInt8(ascii: "."))
      where start + 2 < value.count && value[start + 2] == UInt8(ascii: "."):
        return true
      default: break
      }
    }
    return false
  }

  /// Fewer than four different characters, or one run over most of it.
  private static func hasFewCharacters(_ value: UnsafeRawBufferPointer) -> Bool {
    var seen = Set<UInt8>()
    var run = 1
    var longest = 1
    for (index, byte) in value.enumerated() {
      seen.insert(byte)
      run = index > 0 && value[index - 1] == byte ? run + 1 : 1
      longest = max(longest, run)
    }
    return seen.count < 4 || longest * 2 > value.count
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
