package import Findings

extension Report {
  /// The text form of a report on posture alone.
  package func writePostureText(style: TextStyle, to output: inout ReportStream) {
    let text = PostureText(self, style: style, isFull: true)
    let diagnostics = TextReport(self, style: style).diagnosticLines
    for line in text.lines + diagnostics + text.closing.flatMap({ $0.wrapped(to: style.columns) }) {
      line.write(to: &output, style: style)
      output.write("\n")
    }
  }
}

extension PostureIssue {
  /// The encoded issue with its age where there is one.
  func json(at now: Timestamp) throws -> JSONValue {
    let age = age(at: now)
    return try JSONValue(encoding: self).merging([
      "ageDays": age.map { .integer(Int64($0)) },
      "ageIsLowerBound": age.map { _ in .bool(exposure?.isAtLeast ?? false) },
    ])
  }
}
