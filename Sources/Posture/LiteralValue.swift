/// Whether a value is written out or refers to where it is kept.
enum LiteralValue {
  /// True for what may be a credential itself: no reference, no placeholder, no plain word of configuration.
  static func isCredential(_ text: String) -> Bool {
    let value = withoutScheme(text)
    guard value.utf8.count >= 6, value.utf8.count <= 16_384, !isReference(value), !isPlaceholder(value) else {
      return false
    }
    return !isPath(value) && Double(value) == nil
  }

  /// A literal behind `:-` of `${NAME:-literal}`, which is used where the variable is not set.
  static func hasCredentialDefault(_ text: String) -> Bool {
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else { return false }
      let inside = rest[..<end]
      for sign in [":-", ":=", "-"] {
        guard let place = inside.firstRange(of: sign) else { continue }
        let name = inside[..<place.lowerBound]
        let isVariable =
          !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        if isVariable, isCredential(String(inside[place.upperBound...])) { return true }
        break
      }
      rest = rest[end...]
    }
    return false
  }

  /// `user:password@` of an address, or a query's member that is a secret by its name; both written out.
  static func hasCredentialInAddress(_ text: String) -> Bool {
    guard let scheme = text.firstRange(of: "://") else { return false }
    let rest = text[scheme.upperBound...]
    if let password = password(in: rest.prefix { !"/?#".contains($0) }), isPassword(String(password)) {
      return true
    }
    guard let question = rest.firstIndex(of: "?") else { return false }
    let query = rest[question...].dropFirst().prefix { $0 != "#" }
    return query.split(separator: "&").contains { part in
      let name = String(part.prefix { $0 != "=" })
      let value = String(part.dropFirst(name.count + 1))
      let isSecret = SecretName.isSecret(name) || ["key", "auth", "sig"].contains(name.lowercased())
      return isSecret && isCredential(value)
    }
  }

  /// What stands between the first colon and the last `@` of an address's authority.
  static func password(in authority: Substring) -> Substring? {
    guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
      return nil
    }
    return authority[colon..<at].dropFirst()
  }

  private static func isPassword(_ text: String) -> Bool {
    !text.isEmpty && !isReference(text) && !isPlaceholder(text)
  }

  /// `Bearer …`, `Basic …`, `token …` without the word.
  private static func withoutScheme(_ text: String) -> String {
    for scheme in ["bearer ", "basic ", "token ", "apikey "] where text.lowercased().hasPrefix(scheme) {
      return String(text.dropFirst(scheme.count)).trimmed
    }
    return text.trimmed
  }

  static func isReference(_ text: String) -> Bool {
    if marks.contains(where: { text.contains($0) }) { return true }
    let lower = text.lowercased()
    if starts.contains(where: { lower.hasPrefix($0) }) { return true }
    if text.hasPrefix("$"), let next = text.dropFirst().first, next.isLetter || next == "_" { return true }
    return text.count > 2 && text.hasPrefix("%") && text.hasSuffix("%")
  }

  private static let marks = [
    "${", "$(", "{{", "<%", "{env:", "#{", "secretKeyRef", "!Ref", "@Microsoft.KeyVault",
  ]
  private static let starts = [
    "os.environ/", "env:", "op://", "vault:", "ref+", "enc[", "secret://", "aws-secret:", "arn:aws:",
    "keyring:", "file:",
    "projects/", "sops:", "process.env", "azurekeyvault:", "doppler://", "infisical://", "bws://",
    "keychain:",
  ]

  static func isPlaceholder(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.hasPrefix("<") && lower.hasSuffix(">") || lower.hasPrefix("[") && lower.hasSuffix("]") {
      return true
    }
    if placeholders.contains(where: { lower.contains($0) }) { return true }
    if Set(lower).count <= 2 { return true }
    let letters = lower.filter(\.isLetter)
    return [
      "password", "passwd", "secret", "token", "apikey", "test", "dev", "postgres", "root", "admin", "mysql",
      "guest", "none", "true", "false", "disabled", "enabled",
    ].contains(letters)
  }

  private static let placeholders = [
    "your", "changeme", "change-me", "change_me", "placeholder", "example", "dummy", "replace", "insert",
    "redacted", "todo",
    "xxxx", "...", "…", "****", "fake", "sample", "-here", "_here", "notreal", "not-a-real", "0000000000",
    "1234567890", "foobar",
    "undefined",
  ]

  private static func isPath(_ text: String) -> Bool {
    (text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("~/") || text.hasPrefix("../"))
      && !text.contains("=")
  }
}

extension String {
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
