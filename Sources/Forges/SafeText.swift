/// Text of others, made fit to be shown.
enum SafeText {
  /// True for what could move a terminal's cursor, hide text, or end a line.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: scalar.properties.isBidiControl
    }
  }

  /// Without user and password, unsafe characters as `?`, at most `limit` characters.
  static func shown(_ text: String, limit: Int = 200) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit * 4) { clean.append(isUnsafe(scalar) ? "?" : scalar) }
    let bare = withoutUsers(String(clean))
    return bare.count > limit ? bare.prefix(limit) + "…" : bare
  }

  /// Takes what stands between `://` and `@` out of every address in the text.
  static func withoutUsers(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "://") {
      result += rest[..<mark.upperBound]
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !"/?# '\"".contains($0) }
      if let at = authority.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    }
    return result + rest
  }
}
