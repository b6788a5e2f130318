extension IgnoreFile {
  /// In characters: as long as a path can be on most systems.
  private static let longestLine = 4096

  /// Reads one entry a line. A line that is not understood becomes a warning and never hides anything.
  ///
  /// `path` is what diagnostics call the file.
  package static func parse(_ text: String, path: String) -> IgnoreFile {
    var rules: [IgnoreRule] = []
    var diagnostics: [Diagnostic] = []
    let scalars = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in scalars.enumerated() {
      let place = "\(path):\(index + 1)"
      do {
        guard line.count <= IgnoreFile.longestLine else {
          throw IgnoreLineError("it has over \(IgnoreFile.longestLine) characters")
        }
        let content = index == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line
        let fields = try IgnoreFields(content)
        guard let rule = try fields.rule(place: place) else { continue }
        rules.append(rule)
      } catch {
        diagnostics.append(
          Diagnostic(
            severity: .warning, code: "ignore-entry-invalid",
            message: "this entry counts for nothing: \(error)",
            place: place,
            help: "write it as: FINGERPRINT-OR-GLOB [detector=ID] [reason=\"…\"] [until=YYYY-MM-DD]",
            isIncomplete: false))
      }
    }
    return IgnoreFile(rules: rules, diagnostics: diagnostics)
  }
}

/// Why a line is no entry.
struct IgnoreLineError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
