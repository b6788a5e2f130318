extension JSONDocument {
  /// On one line.
  var compact: [UInt8] {
    var output: [UInt8] = []
    write(indent: nil, to: &output)
    return output
  }

  /// Indented by two spaces, with a line end.
  var pretty: [UInt8] {
    var output: [UInt8] = []
    write(indent: 0, to: &output)
    return output + [0x0A]
  }

  private func write(indent: Int?, to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let digits): output += digits
    case .string(let text): JSONDocument.write(text, to: &output)
    case .array(let elements):
      JSONDocument.write(elements, "[]", indent, to: &output) { $0.write(indent: $1, to: &$2) }
    case .object(let members):
      JSONDocument.write(members, "{}", indent, to: &output) { member, inner, output in
        JSONDocument.write(member.name, to: &output)
        output += (inner == nil ? ":" : ": ").utf8
        member.value.write(indent: inner, to: &output)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ brackets: StaticString, _ indent: Int?, to output: inout [UInt8],
    each: (Element, Int?, inout [UInt8]) -> Void
  ) {
    let (open, close) = brackets.withUTF8Buffer { ($0[0], $0[1]) }
    output.append(open)
    let inner = indent.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      if let inner { output += [0x0A] + [UInt8](repeating: 0x20, count: inner) }
      each(element, inner, &output)
    }
    if let indent, !elements.isEmpty { output += [0x0A] + [UInt8](repeating: 0x20, count: indent) }
    output.append(close)
  }

  private static func write(_ text: [UInt8], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0x0A: output += #"\n"#.utf8
      case 0x0D: output += #"\r"#.utf8
      case 0x09: output += #"\t"#.utf8
      case ..<0x20: output += ((byte < 0x10 ? #"\u000"# : #"\u00"#) + String(byte, radix: 16)).utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
