/// A JSON document whose long lists are made element by element while it is written: what is in memory does not grow
/// with them. Its bytes are those of the same `JSONValue`.
indirect enum JSONOutline {
  case value(JSONValue)
  case object([String: JSONOutline])
  case array([JSONOutline])
  case list(count: Int, element: (Int) throws -> JSONValue)

  /// An object's members as an outline, with some of them replaced or added.
  static func object(_ value: JSONValue, _ added: [String: JSONOutline]) -> JSONOutline {
    guard case .object(let members) = value else { return .value(value) }
    return .object(members.mapValues { .value($0) }.merging(added) { $1 })
  }

  func write(isPretty: Bool, to output: inout some TextOutputStream) throws {
    try write(indent: isPretty ? 0 : nil, to: &output)
  }

  private func write(indent: Int?, to output: inout some TextOutputStream) throws {
    switch self {
    case .value(let value): value.write(indent: indent, to: &output)
    case .array(let elements):
      try writeJSONList(elements, open: "[", close: "]", indent: indent, to: &output) {
        element, inner, output in
        try element.write(indent: inner, to: &output)
      }
    case .list(let count, let element):
      try writeJSONList(0..<count, open: "[", close: "]", indent: indent, to: &output) {
        index, inner, output in
        try element(index).write(indent: inner, to: &output)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      try writeJSONList(sorted, open: "{", close: "}", indent: indent, to: &output) { member, inner, output in
        writeJSONName(member.key, indent: inner, to: &output)
        try member.value.write(indent: inner, to: &output)
      }
    }
  }
}
