/// A JSON document (RFC 8259) as it was written: members in their order, also repeated ones, numbers by their digits,
/// strings as bytes with their escapes taken out.
indirect enum JSONDocument: Hashable, Sendable {
  case null
  case bool(Bool)
  case number([UInt8])
  case string([UInt8])
  case array([JSONDocument])
  case object([Member])

  struct Member: Hashable, Sendable {
    var name: [UInt8]
    var value: JSONDocument
  }

  static func text(_ text: String) -> JSONDocument { .string(Array(text.utf8)) }

  static func object(_ members: KeyValuePairs<String, JSONDocument>) -> JSONDocument {
    .object(members.map { Member(name: Array($0.key.utf8), value: $0.value) })
  }

  /// The member's value, the last one of that name; setting nil takes it out.
  subscript(name: String) -> JSONDocument? {
    get {
      guard case .object(let members) = self else { return nil }
      let name = Array(name.utf8)
      return members.last { $0.name == name }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let name = Array(name.utf8)
      if let newValue, let index = members.lastIndex(where: { $0.name == name }) {
        members[index].value = newValue
      } else {
        members.removeAll { $0.name == name }
        if let newValue { members.append(Member(name: name, value: newValue)) }
      }
      self = .object(members)
    }
  }

  /// The value behind the first of the names that there is.
  func first(of names: [String]) -> JSONDocument? { names.lazy.compactMap { self[$0] }.first }

  var bytes: [UInt8]? {
    if case .string(let bytes) = self { return bytes }
    return nil
  }

  /// A string's text.
  var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  var elements: [JSONDocument]? {
    if case .array(let elements) = self { return elements }
    return nil
  }

  var isObject: Bool {
    if case .object = self { return true }
    return false
  }

  /// A whole number, cut to what sums of it can hold.
  var integer: Int? {
    guard case .number(let digits) = self, let number = Int(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    return max(-1 << 40, min(1 << 40, number))
  }
}
