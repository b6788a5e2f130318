/// Text in runs of one weight and colour. Hostile characters are escaped as it is made, so that no way of
/// building a line can forget it.
struct StyledText {
  enum Role: Hashable { case plain, strong, dim, alarm, caution, calm }

  struct Run {
    var text: String
    let role: Role
    /// Address that a click opens.
    let link: String?
  }

  private(set) var runs: [Run]

  init(_ text: String = "", _ role: Role = .plain, link: String? = nil) {
    runs = text.isEmpty ? [] : [Run(text: text.escapedForTerminal, role: role, link: link)]
  }

  init(runs: [Run]) { self.runs = runs }

  static func strong(_ text: String) -> StyledText { StyledText(text, .strong) }
  static func dim(_ text: String) -> StyledText { StyledText(text, .dim) }

  static func spaces(_ count: Int) -> StyledText { StyledText(String(repeating: " ", count: max(0, count))) }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(runs: left.runs + right.runs)
  }

  static func += (left: inout StyledText, right: StyledText) { left.runs += right.runs }

  var width: Int { runs.reduce(0) { $0 + $1.text.displayWidth } }
  var isEmpty: Bool { runs.isEmpty }
}

extension StyledText: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(value) }
}

extension [StyledText] {
  func joined(separator: String) -> StyledText {
    var result = StyledText()
    for (index, part) in enumerated() {
      if index > 0 { result += StyledText(separator) }
      result += part
    }
    return result
  }
}

extension StyledText {
  func write(to output: inout some TextOutputStream, style: TextStyle) {
    for run in runs {
      let code = style.color ? run.role.code : nil
      let link = style.hyperlinks ? run.link : nil
      if let link { output.write("\u{1b}]8;;\(link)\u{1b}\\") }
      if let code { output.write("\u{1b}[\(code)m") }
      output.write(run.text.withPlainSpaces)
      if code != nil { output.write("\u{1b}[0m") }
      if link != nil { output.write("\u{1b}]8;;\u{1b}\\") }
    }
  }
}

extension String {
  /// With spaces at which no line breaks. They are written as plain ones: readers search for `4 y 3 mo`.
  var keptTogether: String { withSpaces(from: " ", to: "\u{A0}") }

  fileprivate var withPlainSpaces: String { withSpaces(from: "\u{A0}", to: " ") }

  private func withSpaces(from old: Unicode.Scalar, to new: Unicode.Scalar) -> String {
    guard unicodeScalars.contains(old) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar == old ? new : scalar) }
    return String(result)
  }
}

extension StyledText.Role {
  /// SGR parameters; the sixteen basic colours follow the user's theme.
  fileprivate var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .dim: "2"
    case .alarm: "1;31"
    case .caution: "1;33"
    case .calm: "32"
    }
  }
}
