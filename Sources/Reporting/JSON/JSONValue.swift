/// A JSON document in memory (RFC 8259).
enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A member of an object; nil for any other value. Setting nil leaves the member out.
  subscript(member: String) -> JSONValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members[member]
    }
    set {
      guard case .object(var members) = self else { return }
      members[member] = newValue
      self = .object(members)
    }
  }

  /// An object without the members that are nil.
  static func compact(_ members: [String: JSONValue?]) -> JSONValue {
    .object(members.compactMapValues { $0 })
  }

  /// The object with other members added; on a clash the added one wins.
  func merging(_ added: [String: JSONValue?]) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.merging(added.compactMapValues { $0 }) { $1 })
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral {
  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}
