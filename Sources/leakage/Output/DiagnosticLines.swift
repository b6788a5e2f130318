internal import Findings

/// Diagnostics for stderr, where standard output holds no text report that shows them.
enum DiagnosticLines {
  static let limit = 20

  /// Worst first, at most `limit` of them. Quiet leaves what makes the report incomplete.
  static func text(of report: Report, isQuiet: Bool) -> String? {
    text(of: report.diagnostics, isQuiet: isQuiet)
  }

  static func text(of diagnostics: [Diagnostic], isQuiet: Bool) -> String? {
    let wanted = diagnostics.filter { $0.severity == .error || $0.isIncomplete || !isQuiet }
    guard !wanted.isEmpty else { return nil }
    var lines = wanted.prefix(limit).map(line)
    if wanted.count > limit { lines.append("… and \(wanted.count - limit) more: see the report") }
    return lines.joined(separator: "\n")
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.map { "\($0): " } ?? ""
    let help = diagnostic.help.map { "\n  help: \($0)" } ?? ""
    return printable("\(diagnostic.severity.rawValue): \(place)\(diagnostic.message)\(help)")
  }

  /// Paths and names are a stranger's: control characters are shown, not obeyed.
  private static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      if isControl, scalar != "\n" {
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count == 1 ? "0" : "") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
