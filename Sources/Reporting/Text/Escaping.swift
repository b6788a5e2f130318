extension Unicode.Scalar {
  /// True for what can move the cursor, hide text or turn its direction: control characters, line and
  /// paragraph separators and format characters (bidirectional controls, zero-width spaces, tags), but not
  /// the joiners that scripts and emoji need.
  var isHostile: Bool {
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return value != 0x200C && value != 0x200D
    default: return false
    }
  }
}

extension String {
  /// With hostile characters written as `\x1b` or `\u{202e}`: a terminal shows them and does not obey them.
  var escapedForTerminal: String {
    guard unicodeScalars.contains(where: \.isHostile) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isHostile {
        result += Self.escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    guard scalar.value < 0x100 else { return "\\u{\(digits)}" }
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }
}
