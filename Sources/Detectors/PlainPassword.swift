/// Passwords that stand in every manual: `admin123`, `P@ssw0rd!`, `my-secret-password`.
enum PlainPassword {
  private static let words: [[UInt8]] = """
    password passwort passwd passphrase passcode pass pwd secret secrets admin administrator root user username test
    testing tester guest demo default example sample changeme change changeit welcome hello world login letmein qwerty
    abc foo bar baz qux my your our the a an is it this that db database postgres postgresql mysql mariadb mongo
    mongodb redis rabbitmq rabbit oracle sqlserver elastic minio grafana super dummy fake mock temp tmp new old strong
    secure very key token api app local localhost dev prod staging some any valid invalid wrong correct bad good long
    short value string here enter please set replace insert none null nil undefined empty nothing unset optional
    required todo xxx placeholder redacted hidden masked name email word hunter to for me in of and or not with by
    supersecret topsecret client server service account auth access private public basic bearer hash encrypted plain
    text random generated monkey dragon master letter min max length character characters field label input form repeat
    confirm confirmation reset forgot current again another different other same first second one two three real
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }

  static func matches(_ value: UnsafeRawBufferPointer) -> Bool {
    var core = value.map { NameWords.fold($0) }
    while let last = core.last, !NameWords.isLower(last), core.count > 3 { core.removeLast() }
    guard core.count <= 48 else { return false }
    return isMade(core) || isMade(core.map(letter))
  }

  /// The letter that a digit or a mark stands for in passwords.
  private static func letter(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    case UInt8(ascii: "1"), UInt8(ascii: "!"): UInt8(ascii: "i")
    case UInt8(ascii: "3"): UInt8(ascii: "e")
    case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
    case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
    case UInt8(ascii: "7"): UInt8(ascii: "t")
    default: byte
    }
  }

  /// Made of the words, with digits and marks between them, and few other letters.
  private static func isMade(_ text: [UInt8]) -> Bool {
    // Fewest letters outside words up to every offset.
    var rest = [Int](repeating: text.count, count: text.count + 1)
    rest[0] = 0
    for start in text.indices {
      rest[start + 1] = min(rest[start + 1], rest[start] + (NameWords.isLower(text[start]) ? 1 : 0))
      for word in words where start + word.count <= text.count && text[start] == word[0] {
        guard text[start..<start + word.count].elementsEqual(word) else { continue }
        rest[start + word.count] = min(rest[start + word.count], rest[start])
      }
    }
    let letters = text.count { NameWords.isLower($0) }
    return letters > 0 && rest[text.count] * 5 <= letters && text.count { (0x30...0x39).contains($0) } <= 6
  }
}
