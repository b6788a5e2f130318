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

extension Report {
  /// Issues for JSON Lines, each with its rule.
  func postureValues() throws -> [JSONValue] {
    let rules = Dictionary(
      try postureRules.map { ($0.id, try JSONValue(encoding: $0)) }
    ) { first, _ in first }
    return try posture.map { try $0.json(at: generatedAt).merging(["postureRule": rules[$0.rule]]) }
  }
}

extension PostureIssue {
  /// The encoded issue with its fingerprint, and its age where there is one.
  func json(at now: Timestamp) throws -> JSONValue {
    let age = age(at: now)
    return try JSONValue(encoding: self).merging([
      "fingerprint": .string(fingerprint.description),
      "ageDays": age.map { .integer(Int64($0)) },
      "ageIsLowerBound": age.map { _ in .bool(exposure?.isAtLeast ?? false) },
    ])
  }
}
