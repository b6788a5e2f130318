/// What a name says of its value: `DB_PASSWORD` is one, `PASSWORD_FILE`, `TOKEN_URL` and `MAX_TOKENS` are none.
enum SecretName {
  /// Variables, inputs, options and headers, in any way to write them.
  static func isSecret(_ name: String) -> Bool {
    guard name.utf8.count <= 128 else { return false }
    let words = words(of: name)
    guard let last = words.last else { return false }
    if sure.contains(last) { return !isSetting(words) }
    if last == "key" || last == "keys" {
      return words.count > 1 && keyKinds.contains(words[words.count - 2]) || words.count == 1 && name == "key"
    }
    return false
  }

  /// Headers that carry a credential whatever they are called besides.
  static func isCredentialHeader(_ name: String) -> Bool {
    let words = words(of: name)
    return ["authorization", "cookie"].contains(words.last ?? "") || isSecret(name)
      || name.lowercased() == "x-auth"
  }

  private static func isSetting(_ words: [String]) -> Bool {
    words.count > 1 && words.dropLast().contains { settings.contains($0) }
  }

  private static let sure: Set<String> = [
    "password", "passwd", "passphrase", "pwd", "pass", "secret", "secrets", "token", "pat", "apikey",
    "apitoken", "authkey",
    "accesskey", "secretkey", "privatekey", "credential", "credentials", "creds", "authtoken", "accesstoken",
    "clientsecret",
    "dsn", "bearer",
  ]
  /// `key` is a secret behind these.
  private static let keyKinds: Set<String> = [
    "api", "access", "secret", "private", "auth", "encryption", "signing", "service", "account", "master",
    "admin", "license",
    "role", "app", "client", "shared", "storage", "primary", "deploy", "application", "write", "session",
    "jwt", "sa",
    "openai", "anthropic",
  ]
  private static let settings: Set<String> = [
    "no", "disable", "enable", "use", "with", "has", "max", "min", "public", "skip", "require", "required",
    "next",
  ]

  /// Lower-case words of `DB_PASSWORD`, `dbPassword`, `db-password`, `APIKey`.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previous: Character?
    for character in name {
      let startsWord = character.isUppercase && (previous.map { $0.isLowercase || $0.isNumber } ?? false)
      if startsWord || !(character.isLetter || character.isNumber) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      previous = character
    }
    return word.isEmpty ? words : words + [word]
  }
}
