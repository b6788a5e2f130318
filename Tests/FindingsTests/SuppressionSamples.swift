import Findings

/// Findings and reports for the tests of suppression, baseline and policy.
enum SuppressionSamples {
  static let now = Timestamp(year: 2026, month: 6, day: 15)

  static func fingerprint(_ number: Int) -> Fingerprint {
    Fingerprint(code: (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8)) &+ $0 / 8) })
  }

  static func occurrence(_ path: String, medium: Occurrence.Medium = .file) -> Occurrence {
    Occurrence(medium: medium, path: path, line: 1, column: 1)
  }

  static func finding(
    _ number: Int, detector: String = "sample-token", paths: [String] = ["src/app.env"],
    validity: Validity = .unprobed, placement: Placement = .head, confidence: Finding.Confidence = .high,
    ageDays: Int? = 100, count: Int? = nil, severity: Severity = .high
  ) -> Finding {
    let start = ageDays.map { Timestamp(seconds: now.seconds - Int64($0) * 86_400) }
    return Finding(
      fingerprint: fingerprint(number), detector: detector, redacted: "… (20 chars)", entropy: 4,
      confidence: confidence, validity: validity, rotation: .none, placement: placement,
      exposure: Exposure(start: start), occurrences: paths.map { occurrence($0) }, occurrenceCount: count,
      severity: severity)
  }

  static func report(_ findings: [Finding], scope: String? = nil, isComplete: Bool = true) -> Report {
    let diagnostic = Diagnostic(severity: .error, code: "blob-missing", message: "", isIncomplete: true)
    let summaries = [
      DetectorSummary(
        id: "sample-token", name: "Sample", provider: "Sample", category: "saas", severity: .high,
        lifetime: .longLived),
      DetectorSummary(
        id: "sample-session", name: "Session", provider: "Sample", category: "saas", severity: .low,
        lifetime: .ephemeral),
    ]
    return Report(
      tool: .init(version: "0", detectors: 2, catalog: "0"), generatedAt: now,
      targets: [.init(kind: .repository, path: ".", scope: scope)], detectors: summaries, findings: findings,
      diagnostics: isComplete ? [] : [diagnostic], statistics: Statistics())
  }
}
