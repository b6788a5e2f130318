/// What tells a secret from a word, a name, a path or code where nothing but an assignment points at it.
enum GenericValue {
  /// What follows the keyword in names of things that are no secret: `token_type`, `passwordField`, `keyPath`.
  private static let suffixes: [[UInt8]] = [
    "ize", "izer", "type", "name", "url", "uri", "path", "file", "count", "len", "expir", "ttl", "field",
    "polic",
    "label", "prompt", "hint", "format", "regex", "pattern", "valid", "reset", "class", "style", "size",
    "algo",
    "version", "header", "param", "column", "index", "map", "list", "required", "enabled", "strength",
    "endpoint",
    "provider", "prefix", "suffix", "arn", "ref", "location", "bucket", "board", "word", "stone", "frame",
    "error",
    "message", "text", "title", "desc", "selector", "input", "help", "scope", "issuer", "audience", "factory",
    "getinstance", "stdin", "generator",
  ].map { Array($0.utf8) }

  /// What precedes it: `public_key`, `primaryKey`, `csrf_token_name`.
  private static let prefixes: [[UInt8]] = [
    "public", "primary", "foreign", "cache", "partition", "sort", "monkey", "hot", "row", "next_", "page",
    "continuation", "sync_", "cancellation", "forgot", "no_", "without", "invalid", "missing", "publishable",
    "captcha_site",
  ].map { Array($0.utf8) }

  static func acceptsName(_ text: UnsafeRawBufferPointer, _ name: Range<Int>, keyword: Range<Int>) -> Bool {
    let tail = UnsafeRawBufferPointer(
      rebasing: text[keyword.upperBound..<max(keyword.upperBound, name.upperBound)])
    let head = UnsafeRawBufferPointer(
      rebasing: text[min(name.lowerBound, keyword.lowerBound)..<keyword.lowerBound])
    if suffixes.contains(where: { Placeholder.contains(tail, $0) }) { return false }
    if endsWithID(tail) { return false }
    return !prefixes.contains { Placeholder.contains(head, $0) }
  }

  private static func endsWithID(_ tail: UnsafeRawBufferPointer) -> Bool {
    guard tail.count >= 2 else { return false }
    return tail[tail.count - 2] | 0x20 == UInt8(ascii: "i")
      && tail[tail.count - 1] | 0x20 == UInt8(ascii: "d")
  }

  /// A password's hash, which detectors of its own find: `$2b$…`, `{SSHA}…`, `pbkdf2_sha256$…`.
  static func isHashed(_ value: UnsafeRawBufferPointer) -> Bool {
    hashes.contains { value.count > $0.count && value.prefix($0.count).elementsEqual($0) }
  }

  private static let hashes: [[UInt8]] = [
    "$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$apr1$", "$argon2", "$scrypt$", "$pbkdf2",
    "{SSHA",
    "{SHA", "{CRYPT}", "{bcrypt}", "pbkdf2_", "pbkdf2:", "scrypt:", "bcrypt", "argon2", "md5$", "sha1$",
    "sha256$",
    "SCRAM-SHA", "ENC[", "ENC(", "AQICAH", "$ANSIBLE_VAULT",
  ].map { Array($0.utf8) }

  /// Keys that their providers make for every browser: Stripe, PostHog, Mapbox, Langfuse, Supabase, OpenSSH.
  private static let publicKeys: [[UInt8]] = [
    "pk_live_", "pk_test_", "phc_", "pk.eyJ", "pk-lf-", "sb_publishable_", "AAAAB3NzaC1", "AAAAC3NzaC1",
  ].map { Array($0.utf8) }

  static func accepts(_ value: UnsafeRawBufferPointer, _ counts: ValueTraits, isQuoted: Bool) -> Bool {
    if publicKeys.contains(where: { value.count > $0.count && value.prefix($0.count).elementsEqual($0) }) {
      return false
    }
    guard counts.digits + counts.letters > 0, !isReference(value), !isNumber(counts) else { return false }
    // Words and names: no digit and no symbol that a name cannot have.
    if counts.digits == 0, counts.symbols == 0 { return false }
    if isWordList(value) || isDottedName(value, counts) { return false }
    if counts.high > 0 || isOther(value) { return false }
    return isQuoted || !(isCode(value) || isVariable(value, counts))
  }

  /// What stands in a string and is something else: a date, an option, another assignment, code.
  private static func isOther(_ value: UnsafeRawBufferPointer) -> Bool {
    if value.starts(with: "--".utf8), value.count > 2, NameWords.isAlphanumeric(value[2]) { return true }
    // `"…&password="+encode(value)+"…"`
    if value.first == UInt8(ascii: "+"), value.last == UInt8(ascii: "+") || value.contains(UInt8(ascii: "("))
    {
      return true
    }
    return isTimestamp(value) || isAssignment(value) || isCall(value) || isVersionRange(value)
  }

  /// `^5.4|^6.0`, `>=1.2 <2`.
  private static func isVersionRange(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let first = value.first, "^~<>=".utf8.contains(first) else { return false }
    return value.allSatisfy { (0x30...0x39).contains($0) || "^~<>=|.*, -xv".utf8.contains($0) }
  }

  /// `2016-09-24T16:18:07Z` (RFC 3339).
  private static func isTimestamp(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.count >= 16, value[4] == UInt8(ascii: "-"), value[7] == UInt8(ascii: "-"),
      value[13] == UInt8(ascii: ":"), value[10] == UInt8(ascii: "T") || value[10] == 0x20
    else { return false }
    return [0, 1, 2, 3, 5, 6, 8, 9, 11, 12].allSatisfy { (0x30...0x39).contains(value[$0]) }
  }

  /// `NAME=value`: an element of a list that another one's name stands before.
  private static func isAssignment(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let sign = value.firstIndex(of: UInt8(ascii: "=")), sign > 1, sign + 1 < value.count,
      value[sign + 1] != UInt8(ascii: "=")
    else { return false }
    let name = value[..<sign]
    return name.allSatisfy { CharacterSet256.word.contains($0) && !NameWords.isLower($0) }
      && name.contains(where: NameWords.isUpper)
  }

  /// `UUID.randomUUID()`, `encode(name)`.
  private static func isCall(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.last == UInt8(ascii: ")"), let bracket = value.firstIndex(of: UInt8(ascii: "(")), bracket > 2
    else { return false }
    let name = value[..<bracket]
    return name.allSatisfy { CharacterSet256.word.contains($0) || $0 == UInt8(ascii: ".") }
      && (name.contains(UInt8(ascii: ".")) || value[bracket + 1] == UInt8(ascii: ")"))
  }

  /// `apiKeyFromSettings2`: small letters with few capitals among them, and nothing but a short number at the end.
  private static func isVariable(_ value: UnsafeRawBufferPointer, _ counts: ValueTraits) -> Bool {
    guard counts.symbols == 0, counts.separators == 0, counts.digits <= 2, counts.upper > 0 else {
      return false
    }
    let tail = value.reversed().prefix { (0x30...0x39).contains($0) }.count
    return tail == counts.digits && counts.upper * 4 <= counts.letters
  }

  /// A path, an address, a variable.
  private static func isReference(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let first = value.first else { return true }
    if [
      UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: "&"),
      UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "\\"),
    ].contains(first) {
      return true
    }
    if first == UInt8(ascii: "$") || first == UInt8(ascii: "%") {
      // `$NAME`, `%NAME%`; a password may begin with `$` too, but then it is more than a name.
      if value.dropFirst().allSatisfy({ CharacterSet256.word.contains($0) || $0 == first }) { return true }
    }
    return references.contains { Placeholder.contains(value, $0) }
  }

  private static let references: [[UInt8]] = [
    "://", "process.env", "os.environ", "getenv", "arn:", "op://", "vault:", "secretref", "file:",
    "data:image",
    "sha256:", "sha512-", "sha1-", "sha384-", "urn:", "env.", "config.", "settings.", "params.", "::",
    "secrets.",
    "self.", "this.", "%s", "{}", "[]", "\\n", "->", "=>", "&&", "||",
  ].map { Array($0.utf8) }

  /// Numbers, dates, versions, addresses: digits and separators only.
  private static func isNumber(_ counts: ValueTraits) -> Bool {
    counts.letters == 0 && counts.symbols == 0
  }

  /// `reset-password-token-2`, `my_app.production`: parts that are words or short numbers.
  private static func isWordList(_ value: UnsafeRawBufferPointer) -> Bool {
    let parts = value.split { byte in
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: ":")
    }
    guard parts.count >= 2 else { return false }
    return parts.allSatisfy { part in
      let digits = part.reduce(0) { $0 + ((0x30...0x39).contains($1) ? 1 : 0) }
      if digits == part.count { return part.count <= 4 }
      let tail = part.reversed().prefix { (0x30...0x39).contains($0) }.count
      return digits == tail && tail <= 2 && part.allSatisfy { CharacterSet256.word.contains($0) }
    }
  }

  /// `user.password1`, `Foo2.bar`: at most two digits in a dotted name.
  private static func isDottedName(_ value: UnsafeRawBufferPointer, _ counts: ValueTraits) -> Bool {
    counts.symbols == 0 && counts.digits <= 2 && value.contains(UInt8(ascii: "."))
  }

  /// Brackets, operators: an expression.
  private static func isCode(_ value: UnsafeRawBufferPointer) -> Bool {
    value.contains { byte in
      byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
        || byte == UInt8(ascii: "|")
    }
  }
}
