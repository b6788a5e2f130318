/// The parts of a URI that are no secret (RFC 3986, section 3), however much stands before and behind it.
struct ConnectionText {
  let scheme: String
  let user: String?
  /// With the port.
  let host: String?
  /// First part of the path.
  let path: String?

  /// The last address that begins in `text`, with what follows it.
  init?(_ text: String, followedBy tail: String = "") {
    let parts = text.split(separator: "://", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last else { return nil }
    let head = parts[parts.count - 2]
    let rest = last + tail
    let words = String(head.reversed().prefix { Self.isScheme($0) }.reversed()).lowercased().split(
      separator: ":")
    // `jdbc:mysql` is one; in `spring.redis.url:redis` the colon belongs to what stands before.
    scheme = words.suffix(words.dropLast().last == "jdbc" ? 2 : 1).joined(separator: ":")
    guard !scheme.isEmpty else { return nil }
    let authority = rest.prefix { !"/?#; \t)}".contains($0) }
    let places = authority.split(separator: "@", omittingEmptySubsequences: false)
    host = places.last.flatMap { String($0).unlessEmpty }
    user = places.count > 1 ? String(authority.prefix { $0 != ":" && $0 != "@" }).unlessEmpty : nil
    let behind = rest.dropFirst(authority.count)
    path =
      behind.first == "/"
      ? String(behind.dropFirst().prefix { !"/?#;, \t&)]}\\".contains($0) }).unlessEmpty : nil
  }

  private static func isScheme(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "+.-:".contains(character))
  }

  /// `name=value` pairs with `;`, `?` or `&` between them; names in lower case without spaces.
  static func pairs(in text: String) -> [(name: String, value: String)] {
    text.split { ";?&".contains($0) }.compactMap { field in
      // The first of a line may be assigned to a name: `dsn=Server=…`.
      let parts = field.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
      let isAssigned =
        parts.count == 3 && !parts[1].isEmpty && parts[1].allSatisfy { $0.isLetter || $0 == " " }
      guard parts.count > 1, let name = isAssigned ? parts[1] : parts.first else { return nil }
      let value = (isAssigned ? parts[2] : parts.dropFirst().joined(separator: "=")[...]).drop { $0 == " " }
      return value.isEmpty ? nil : (name.filter { $0 != " " }.lowercased(), String(value))
    }
  }
}
