/// The address of a server that somebody configured.
struct ServerAddress {
  enum Token: Equatable {
    /// What it is called: a parameter, `password` or `path`.
    case literal(String)
    case reference(String)
  }

  /// A token in the user's part, the query or the path; nil where there is none.
  let token: Token?

  init(_ text: String) {
    guard let scheme = text.firstRange(of: "://") else {
      token = nil
      return
    }
    let rest = text[scheme.upperBound...]
    token = ServerAddress.password(rest) ?? ServerAddress.parameter(rest) ?? ServerAddress.segment(rest)
  }

  private static func password(_ rest: Substring) -> Token? {
    LiteralValue.password(in: rest.prefix { !"/?#".contains($0) }).flatMap { judged(String($0), "password") }
  }

  private static func parameter(_ rest: Substring) -> Token? {
    guard let question = rest.firstIndex(of: "?") else { return nil }
    let query = rest[question...].dropFirst().prefix { $0 != "#" }
    return query.split(separator: "&").lazy.compactMap { part -> Token? in
      let name = String(part.prefix { $0 != "=" })
      guard
        SecretName.isSecret(name)
          || ["key", "auth", "sig", "access_token", "code"].contains(name.lowercased())
      else {
        return nil
      }
      return judged(String(part.dropFirst(name.count + 1)), name)
    }.first
  }

  /// A long part of the path that mixes letters and digits as keys do; ids of the usual kinds are none.
  private static func segment(_ rest: Substring) -> Token? {
    let path = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst()
    let isKey = path.contains { part in
      guard part.count >= 32,
        part.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_=.~".contains($0)) })
      else {
        return false
      }
      let isUUID = part.count == 36 && part.count { $0 == "-" } == 4
      return !isUUID && part.contains(where: \.isNumber) && part.contains(where: \.isLetter)
        && Set(part).count >= 12
        && part.split(whereSeparator: { "-_.".contains($0) }).contains { $0.count >= 20 }
    }
    return isKey ? .literal("path") : nil
  }

  private static func judged(_ value: String, _ name: String) -> Token? {
    if LiteralValue.isReference(value) { return .reference(name) }
    return LiteralValue.isCredential(value) ? .literal(name) : nil
  }
}
