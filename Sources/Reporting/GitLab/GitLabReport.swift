import Findings

/// GitLab's secret-detection report, version 15.2.2 of its format
/// (docs.gitlab.com/development/integrations/secure): one vulnerability for each secret that counts.
struct GitLabReport {
  private let age: AgeReport

  init(_ age: AgeReport) { self.age = age }

  static let version = "15.2.2"

  func write(to output: inout some TextOutputStream) throws {
    let summaries = age.detectors
    let vulnerabilities = age.report.findings.indices
      .filter { age.report.findings[$0].isActionable && !age.report.findings[$0].verdict.isSettled }
    try JSONOutline.object([
      "version": .value(.string(GitLabReport.version)), "scan": .value(scan),
      "vulnerabilities": .list(count: vulnerabilities.count) {
        vulnerability(vulnerabilities[$0], summaries)
      },
    ]).write(isPretty: true, to: &output)
    output.write("\n")
  }

  private var scan: JSONValue {
    let time = JSONValue.string(String(age.report.generatedAt.iso8601.dropLast()))
    let tool: JSONValue = [
      "id": "leakage", "name": "leakage", "version": .string(age.report.tool.version),
      "vendor": ["name": "leakage"],
    ]
    var messages = age.report.diagnostics.filter(\.isIncomplete).prefix(50).map { diagnostic -> JSONValue in
      [
        "level": diagnostic.severity == .error ? "fatal" : "warn",
        "value": .string(
          ((diagnostic.place.map { "\($0): " } ?? "") + diagnostic.message).escapedForTerminal),
      ]
    }
    if let gate = age.report.gate {
      messages.append([
        "level": gate.isPassed ? "info" : "warn",
        "value": .string("policy \(gate.isPassed ? "passed" : "failed"): \(gate.reason)"),
      ])
    }
    return [
      "type": "secret_detection", "analyzer": tool, "scanner": tool, "start_time": time, "end_time": time,
      "status": .string(age.report.complete ? "success" : "failure"), "messages": .array(messages),
    ]
  }

  private func vulnerability(_ index: Int, _ summaries: [String: DetectorSummary]) -> JSONValue {
    let finding = age.report.findings[index]
    let detector = summaries[finding.detector]
    let name = detector?.name ?? finding.detector
    return .compact([
      // A name-based identifier: the same secret is the same vulnerability in the next report.
      "id": .string(finding.fingerprint.uuidText), "name": .string(name),
      "description": .string(description(index, name)), "severity": .string(finding.severity.gitLabWord),
      "solution": .string(Replacement.solution(for: finding, detector: detector)),
      "raw_source_code_extract": .string(finding.redacted), "location": location(index),
      "identifiers": [
        [
          "type": "leakage_detector", "name": .string("leakage " + finding.detector),
          "value": .string(finding.detector),
        ],
        [
          "type": "cwe", "name": "CWE-798", "value": "798",
          "url": "https://cwe.mitre.org/data/definitions/798.html",
        ],
      ],
      "links": detector?.reference.flatMap(safeAddress).map { [["url": .string($0)]] },
      "flags": [],
    ])
  }

  private func description(_ index: Int, _ name: String) -> String {
    let finding = age.report.findings[index]
    let since = finding.exposure.start.map { ", exposed since \($0.date)" } ?? ""
    let places = Words.count(finding.occurrenceCount, "place")
    return "\(name) \(finding.redacted), \(finding.placementWords)\(since), in \(places). "
      + "\(finding.verdict.title): \(finding.verdict.advice)."
  }

  private func location(_ index: Int) -> JSONValue {
    let finding = age.report.findings[index]
    guard let place = finding.occurrences.first(where: \.isInPlace) ?? finding.occurrences.first else {
      return ["file": "", "commit": ["sha": .string(GitLabReport.noCommit)]]
    }
    let commit = place.introduced
    return .compact([
      "file": .string(place.path), "start_line": .integer(Int64(max(1, place.line))),
      "commit": .compact([
        "author": commit.map { .string($0.author.name.escapedForTerminal) },
        "date": commit.map { .string(String($0.committer.date.iso8601.dropLast())) },
        "message": commit.map { .string($0.subject.escapedForTerminal) },
        "sha": .string(commit?.id ?? GitLabReport.noCommit),
      ]),
    ])
  }

  /// What the format wants where there is no commit.
  private static let noCommit = "0000000"
}

/// Only web addresses become links: a report may come from a stranger.
func safeAddress(_ text: String) -> String? {
  let isSafe =
    text.hasPrefix("https://")
    && text.unicodeScalars.allSatisfy {
      (0x21...0x7E).contains($0.value) && $0 != "\"" && $0 != "<" && $0 != ">"
    }
  return isSafe ? text : nil
}

extension Replacement {
  /// How to revoke and what to use instead, in a sentence or two.
  static func solution(for finding: Finding, detector: DetectorSummary?) -> String {
    let revoke = detector.map { "Revoke: \($0.ending)." }
    let instead = all(for: finding, detector: detector).first.map { "Instead: \($0.text)." }
    return ([revoke, instead].compactMap(\.self) + ["Deleting the line rotates nothing."]).joined(
      separator: " ")
  }
}

extension Severity {
  fileprivate var gitLabWord: String {
    switch self {
    case .low: "Low"
    case .medium: "Medium"
    case .high: "High"
    case .critical: "Critical"
    }
  }
}

extension Fingerprint {
  /// The fingerprint as a UUID of version 8 (RFC 9562): its own digits, six bits given up to the form.
  var uuidText: String {
    var digits = Array(description)
    guard digits.count == 32 else { return description }
    digits[12] = "8"
    digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) & 3]
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
  }
}
