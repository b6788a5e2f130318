/// Writes values of TOML.
package enum TOMLWriter {
  /// `"…"`
  package static func string(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return String(scalar)
    }
  }

  /// `'''…'''` for a PCRE2 pattern, which can write a quote as `\x27` where three of them would end the string.
  static func raw(_ pattern: String) -> String {
    let isSafe = !pattern.contains("''") && !pattern.hasPrefix("'") && !pattern.hasSuffix("'")
    return "'''" + (isSafe ? pattern : pattern.replacing("'", with: "\\x27")) + "'''"
  }

  package static func list(_ texts: [String]) -> String {
    let short = "[" + texts.map(string).joined(separator: ", ") + "]"
    guard short.utf8.count > 100 else { return short }
    return "[\n" + texts.map { "  " + string($0) + ",\n" }.joined() + "]"
  }
}
