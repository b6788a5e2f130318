import Findings

/// One row a secret, then one a posture issue, for spreadsheets (RFC 4180). What a spreadsheet would run as a formula is defused. The policy's
/// result stands in every row, as there is no other place for it: a report without findings does not carry it.
struct CSVReport {
  private let age: AgeReport

  init(_ age: AgeReport) { self.age = age }

  private static let columns = [
    "fingerprint", "provider", "detector", "name", "redacted", "severity", "confidence", "lifetime",
    "verdict",
    "validity", "validity_reason", "rotation", "placement", "exposed_since", "age_days", "age_is_lower_bound",
    "gone_since", "owner", "repositories", "repository", "path", "line", "places", "surfaces", "revoke",
    "replacement", "reference", "suppressed", "baseline", "gate", "violates",
    "kind", "key",
  ]

  func write(to output: inout some TextOutputStream) {
    output.write(CSVReport.columns.joined(separator: ",") + "\r\n")
    let summaries = age.detectors
    let gate = age.report.gate.map { $0.isPassed ? "passed" : "failed" } ?? ""
    for index in age.report.findings.indices {
      output.write(row(index, summaries, gate).map(CSVReport.field).joined(separator: ",") + "\r\n")
    }
    let rules = Dictionary(age.report.postureRules.map { ($0.id, $0) }) { first, _ in first }
    for issue in age.report.posture {
      let row = row(issue, rules[issue.rule] ?? PostureRule(unknownID: issue.rule), gate)
      output.write(row.map(CSVReport.field).joined(separator: ",") + "\r\n")
    }
  }

  /// What says nothing of an issue is empty.
  private func row(_ issue: PostureIssue, _ rule: PostureRule, _ gate: String) -> [String] {
    let now = age.report.generatedAt
    return [
      issue.fingerprint.description, "", issue.rule, rule.title, "", issue.severity.rawValue, "", "", "", "",
      "", "",
      "", issue.exposure?.start?.iso8601 ?? "", issue.age(at: now).map(String.init) ?? "",
      issue.exposure.map { $0.isAtLeast ? "true" : "false" } ?? "", "", "", "1",
      issue.repository ?? age.repositories.first ?? "", issue.path, issue.line.map(String.init) ?? "", "1",
      "", "",
      rule.fix, rule.reference, issue.suppression == nil ? "" : "true", issue.baselineState?.rawValue ?? "",
      gate,
      age.report.gate?.violatingPosture.contains(issue) == true ? "true" : "", "posture", issue.key ?? "",
    ]
  }

  private func row(_ index: Int, _ summaries: [String: DetectorSummary], _ gate: String) -> [String] {
    let (finding, record) = (age.report.findings[index], age.records[index])
    let (detector, now) = (summaries[finding.detector], age.report.generatedAt)
    let replacement = Replacement.all(for: finding, detector: detector).first
    let place = age.places[index].first
    return [
      finding.fingerprint.description, detector?.provider ?? "", finding.detector, detector?.name ?? "",
      finding.redacted, finding.severity.rawValue, finding.confidence.rawValue,
      detector?.lifetime.rawValue ?? "",
      finding.verdict.kebabCase, finding.validity.rawValue, finding.validityReason ?? "",
      finding.rotation.rawValue, finding.placement.rawValue, finding.exposure.start?.iso8601 ?? "",
      finding.age(at: now).map(String.init) ?? "", finding.exposure.isAtLeast ? "true" : "false",
      record.gone?.iso8601 ?? "", record.owner ?? "", String(record.repositories.count),
      record.repositories.first.map { age.repositories[$0] } ?? "", place?.path ?? "",
      place.map { String($0.line) } ?? "", String(finding.occurrenceCount),
      finding.surfaces.map(\.rawValue).joined(separator: " "), detector?.ending ?? "",
      replacement?.text ?? "",
      replacement?.reference ?? detector?.reference ?? "", finding.suppression == nil ? "" : "true",
      finding.baselineState?.rawValue ?? "", gate,
      age.report.gate?.violating.contains(finding.fingerprint) == true ? "true" : "", "secret", "",
    ]
  }

  /// Quoted where needed. A field that begins with `=`, `+`, `-`, `@`, a tab or a return runs as a formula in a
  /// spreadsheet (OWASP, "CSV Injection"): an apostrophe before it makes it text. A plain number is none.
  static func field(_ text: String) -> String {
    var text = text.escapedForTerminal
    if let first = text.unicodeScalars.first(where: { $0 != " " }),
      "=+-@\t\r|%".unicodeScalars.contains(first),
      Int(text) == nil
    {
      text = "'" + text
    }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0 == "'" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
