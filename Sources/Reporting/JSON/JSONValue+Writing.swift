extension JSONValue {
  /// Writes it with sorted keys: on one line, or indented by two spaces. Slashes are not escaped; control,
  /// format and bidirectional characters are, so that a terminal shows them.
  func write(isPretty: Bool, to output: inout some TextOutputStream) {
    write(indent: isPretty ? 0 : nil, to: &output)
  }

  func write(indent: Int?, to output: inout some TextOutputStream) {
    switch self {
    case .null: output.write("null")
    case .bool(let value): output.write(value ? "true" : "false")
    case .integer(let value): output.write(String(value))
    case .number(let value): output.write(value.isFinite ? "\(value)" : "null")
    case .string(let value): writeJSONString(value, to: &output)
    case .array(let elements):
      writeJSONList(elements, open: "[", close: "]", indent: indent, to: &output) { element, inner, output in
        element.write(indent: inner, to: &output)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      writeJSONList(sorted, open: "{", close: "}", indent: indent, to: &output) { member, inner, output in
        writeJSONName(member.key, indent: inner, to: &output)
        member.value.write(indent: inner, to: &output)
      }
    }
  }
}

/// The elements between brackets, each on a line of its own where there is an indentation.
func writeJSONList<Elements: Collection, Output: TextOutputStream>(
  _ elements: Elements, open: String, close: String, indent: Int?, to output: inout Output,
  each: (Elements.Element, Int?, inout Output) throws -> Void
) rethrows {
  output.write(open)
  let inner = indent.map { $0 + 2 }
  var isFirst = true
  for element in elements {
    if !isFirst { output.write(",") }
    isFirst = false
    if let inner { output.write(newline(inner)) }
    try each(element, inner, &output)
  }
  if let indent, !elements.isEmpty { output.write(newline(indent)) }
  output.write(close)
}

func writeJSONName(_ name: String, indent: Int?, to output: inout some TextOutputStream) {
  writeJSONString(name, to: &output)
  output.write(indent == nil ? ":" : ": ")
}

private func newline(_ indent: Int) -> String { "\n" + String(repeating: " ", count: indent) }

private func writeJSONString(_ text: String, to output: inout some TextOutputStream) {
  output.write("\"")
  if text.unicodeScalars.contains(where: { $0 == "\"" || $0 == "\\" || $0.isHostile }) {
    for scalar in text.unicodeScalars { output.write(escape(scalar)) }
  } else {
    output.write(text)
  }
  output.write("\"")
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\"": "\\\""
  case "\\": "\\\\"
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default:
    scalar.isHostile ? scalar.utf16.map(escape).joined() : String(Character(scalar))
  }
}

/// `\u202e`
private func escape(_ unit: UInt16) -> String {
  let digits = String(unit, radix: 16)
  return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
}
