internal import Findings

/// Whom and what a connection's password opens.
enum ConnectionFacts {
  /// Stands for the password, which is in none of the facts.
  private static let hole = "\u{1}"

  static func read(_ companions: [String: [UInt8]], _ around: Surroundings) -> Facts {
    let text = around.before.text + hole + around.after.text
    let pairs = ConnectionText.pairs(in: text).filter { !$0.value.contains(hole) }
    var facts = Facts()
    facts[.user] = companions["user"]?.text ?? first(of: ["userid", "uid", "user", "username"], in: pairs)
    facts[.host] =
      companions["host"]?.text ?? first(of: ["server", "datasource", "host", "address", "addr"], in: pairs)
    facts[.database] = first(of: ["database", "initialcatalog", "databasename", "dbname"], in: pairs)
    if let address = ConnectionText(around.before.text, followedBy: hole + around.after.text) {
      facts[.scheme] = address.scheme
      facts[.user] = facts[.user] ?? clean(address.user)
      facts[.host] = clean(address.host) ?? facts[.host]
      if hasDatabase(address.scheme) { facts[.database] = facts[.database] ?? clean(address.path) }
    } else if around.after.first == UInt8(ascii: "@") {
      // Oracle's thin form: `user/password@//host:1521/service`.
      let parts = around.after.drop { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }.text.split(
        separator: "/")
      facts[.host] = parts.first.map { String($0.prefix { !$0.isWhitespace }) }
      facts[.database] = parts.dropFirst().first.map { String($0.prefix { !$0.isWhitespace && $0 != "?" }) }
    }
    if let user = facts[.user], FactText.isToken(Array(user.utf8)) { facts[.user] = nil }
    return facts
  }

  /// The user of RFC 7617's `user:password`, where the password is the secret: without it the user is.
  static func basicAuth(_ companions: [String: [UInt8]]) -> Facts {
    guard let user = companions["user"], user.allSatisfy({ (0x20..<0x7F).contains($0) }),
      !FactText.isToken(user)
    else { return Facts() }
    return Facts([.user: user.text])
  }

  private static func first(of names: [String], in pairs: [(name: String, value: String)]) -> String? {
    names.lazy.compactMap { name in pairs.first { $0.name == name || $0.name.hasSuffix(":" + name) }?.value }
      .first
  }

  private static func clean(_ part: String?) -> String? {
    guard let part, !part.contains(hole), part.count <= 100 else { return nil }
    return part
  }

  /// The path of these names something else: a mailbox, a folder, a search base.
  private static func hasDatabase(_ scheme: String) -> Bool {
    ![
      "ldap", "smtp", "submission", "imap", "ftp", "sftp", "ssh", "scp", "smb", "cifs", "rsync", "http",
      "mqtt",
      "amqp", "pyamqp", "rabbitmq", "stomp",
    ].contains { scheme.hasPrefix($0) }
  }
}
