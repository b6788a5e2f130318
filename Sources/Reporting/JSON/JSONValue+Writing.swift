extension JSONValue {
  /// Writes it with sorted keys: on one line, or indented by two spaces. Slashes are not escaped; control,
  /// format and bidirectional characters are, so that a terminal shows them.
  func write(isPretty: Bool, to output: inout some TextOutputStream) {
    write(indent: isPretty ? 0 : nil, to: &output)
  }

  private func write(indent: Int?, to output: inout some TextOutputStream) {
    switch self {
    case .null: output.write("null")
    case .bool(let value): output.write(value ? "true" : "false")
    case .integer(let value): output.write(String(value))
    case .number(let value): output.write(value.isFinite ? "\(value)" : "null")
    case .string(let value): writeJSONString(value, to: &output)
    case .array(let elements):
      writeList(elements, open: "[", close: "]", indent: indent, to: &output) { element, inner, output in
        element.write(indent: inner, to: &output)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      writeList(sorted, open: "{", close: "}", indent: indent, to: &output) { member, inner, output in
        writeJSONString(member.key, to: &output)
        output.write(inner == nil ? ":" : ": ")
        member.value.write(indent: inner, to: &output)
      }
    }
  }

  private func writeList<Element, Output: TextOutputStream>(
    _ elements: [Element], open: String, close: String, indent: Int?, to output: inout Output,
    each: (Element, Int?, inout Output) -> Void
  ) {
    output.write(open)
    let inner = indent.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { output.write(",") }
      if let inner { output.write(newline(inner)) }
      each(element, inner, &output)
    }
    if let indent, !elements.isEmpty { output.write(newline(indent)) }
    output.write(close)
  }

  private func newline(_ indent: Int) -> String { "\n" + String(repeating: " ", count: indent) }
}

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
