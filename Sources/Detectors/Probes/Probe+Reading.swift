import Findings
import TOMLKit

extension Probe {
  /// Nil where the detector has no `[detector.probe]`.
  init?(reading detector: TOMLFields) throws(DetectorError) {
    guard let fields = try detector.fields("probe") else { return nil }
    try fields.refuseKeys(otherThan: Self.keys)
    guard let kind: Kind = try fields.choice("class") else { throw fields.error("'class' is missing") }
    guard let scheme: Scheme = try fields.choice("scheme") else { throw fields.error("'scheme' is missing") }
    guard let checkedOn = try fields.date("checked-on") else { throw fields.error("'checked-on' is missing") }
    guard let basis: Basis = try fields.choice("basis") else { throw fields.error("'basis' is missing") }
    let address = try Self.address(fields, kind: kind)
    let place = try Self.place(fields, scheme)
    self.init(
      kind: kind, scheme: scheme, method: try fields.choice("method") ?? .get, host: address.host,
      path: address.path, carrier: place.carrier, template: place.template, headers: try Self.headers(fields),
      body: try fields.string("body") ?? "", live: try Self.live(fields),
      dead: try Self.answers("dead", fields), limited: try Self.answers("limited", fields),
      fields: Fields(
        created: try fields.string("created"), expires: try fields.string("expires"),
        lastUsed: try fields.string("last-used"), owner: try fields.string("owner"),
        scopes: try fields.string("scopes")),
      renewsOnUse: try fields.bool("idle-renewal") ?? false,
      hasOtherHosts: try fields.bool("other-hosts") ?? false,
      hasAddressLists: try fields.bool("address-lists") ?? false, basis: basis,
      note: try fields.string("note"),
      source: try fields.required("source"), checkedOn: checkedOn)
    if let complaint = ProbeLint.complaint(about: self, roles: try Self.roles(detector)) {
      throw fields.error("probe: \(complaint)", at: "class")
    }
  }

  private static let keys = [
    "class", "scheme", "method", "url", "header", "value", "query", "user", "password", "headers", "body",
    "live",
    "dead", "limited", "created", "expires", "last-used", "owner", "scopes", "idle-renewal", "other-hosts",
    "address-lists", "basis", "note", "source", "checked-on",
  ]

  /// Splits `https://host/path`; nothing else is an address.
  private static func address(
    _ fields: TOMLFields, kind: Kind
  ) throws(DetectorError) -> (host: String, path: String) {
    if kind == .handshake {
      guard !fields.has("url") else { throw fields.error("a handshake has no 'url'", at: "url") }
      return ("", "")
    }
    let url = try fields.required("url")
    guard url.hasPrefix("https://") else {
      throw fields.error("'url' does not begin with https://", at: "url")
    }
    let rest = url.dropFirst("https://".count)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let path = rest[end...]
    return (String(rest[..<end]), path.hasPrefix("/") ? String(path) : "/" + path)
  }

  private static func place(
    _ fields: TOMLFields, _ scheme: Scheme
  ) throws(DetectorError) -> (carrier: String, template: String) {
    let allowed: [String] =
      switch scheme {
      case .header: ["header", "value"]
      case .query: ["query"]
      case .basic: ["user", "password"]
      default: []
      }
    for key in ["header", "value", "query", "user", "password"]
    where fields.has(key) && !allowed.contains(key) {
      throw fields.error("'\(key)' means nothing with scheme '\(scheme.rawValue)'", at: key)
    }
    switch scheme {
    case .bearer: return ("Authorization", "Bearer {secret}")
    case .header: return (try fields.required("header"), try fields.string("value") ?? "{secret}")
    case .query: return (try fields.required("query"), "{secret}")
    case .basic:
      return ("Authorization", "\(try Self.text("user", fields)):\(try Self.text("password", fields))")
    default: return ("", "")
    }
  }

  /// A string that may be empty: basic authentication often leaves one half so.
  private static func text(_ key: String, _ fields: TOMLFields) throws(DetectorError) -> String {
    guard let value = fields.table[key] else { return "" }
    guard let text = value.string else { throw fields.error("'\(key)' is not a string", at: key) }
    return text
  }

  private static func headers(_ fields: TOMLFields) throws(DetectorError) -> [String: String] {
    guard let table = try fields.fields("headers") else { return [:] }
    var headers: [String: String] = [:]
    for name in table.table.keys.sorted() { headers[name] = try table.required(name) }
    return headers
  }

  private static func live(_ fields: TOMLFields) throws(DetectorError) -> Answer {
    guard let table = try fields.fields("live") else { return Answer(status: []) }
    return try answer(table)
  }

  private static func answers(_ key: String, _ fields: TOMLFields) throws(DetectorError) -> [Answer] {
    var answers: [Answer] = []
    for table in try fields.array(key) { answers.append(try answer(table)) }
    return answers
  }

  private static func answer(_ table: TOMLFields) throws(DetectorError) -> Answer {
    try table.refuseKeys(otherThan: ["status", "field", "values"])
    guard let status = try table.integer("status", in: 100...599) else {
      throw table.error("'status' is missing")
    }
    return Answer(status: [status], field: try table.string("field"), values: try table.strings("values"))
  }

  private static func roles(_ detector: TOMLFields) throws(DetectorError) -> Set<String> {
    var roles = Set(try detector.array("companion").compactMap { $0.table["role"]?.string })
    if let pattern = try detector.string("pattern") {
      for part in pattern.components(between: "(?<", and: ">") { roles.insert(part) }
    }
    return roles
  }
}

extension String {
  /// Texts such as `user` out of `(?<user>…`.
  fileprivate func components(between start: String, and end: Character) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let opening = rest.firstRange(of: start) {
      rest = rest[opening.upperBound...]
      guard let closing = rest.firstIndex(of: end) else { break }
      let name = rest[..<closing]
      if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
        found.append(String(name))
      }
    }
    return found
  }
}
