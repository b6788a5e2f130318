internal import Findings
internal import FoundationEssentials

/// GitLab's code quality report, which its merge requests show beside the changed lines
/// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
struct CodeQuality {
  private let entries: [Entry]

  init(_ annotations: Annotations) {
    let secrets = annotations.findings.compactMap { finding in
      finding.annotatedPlace.map { place in
        Entry(
          description: "\(annotations.title(finding)): \(annotations.message(finding))",
          checkName: finding.detector,
          fingerprint: "\(finding.fingerprint)", severity: finding.severity.codeQualityWord,
          location: Location(path: place.path, lines: Lines(begin: place.line)))
      }
    }
    // Issues that share a fingerprint are numbered: GitLab shows one of each.
    var counts: [Fingerprint: Int] = [:]
    let posture = annotations.posture.map { posture in
      let issue = posture.issue
      let number = counts[issue.fingerprint, default: 0]
      counts[issue.fingerprint] = number + 1
      return Entry(
        description: "\(annotations.title(posture)): \(annotations.message(posture))",
        checkName: "posture/\(issue.rule)",
        fingerprint: number == 0 ? "\(issue.fingerprint)" : "\(issue.fingerprint)-\(number + 1)",
        severity: issue.severity.codeQualityWord,
        location: Location(path: issue.path, lines: Lines(begin: issue.line ?? 1)))
    }
    entries = secrets + posture
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
  }

  private struct Entry: Encodable {
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location

    private enum CodingKeys: String, CodingKey {
      case description, fingerprint, severity, location
      case checkName = "check_name"
    }
  }

  private struct Location: Encodable {
    let path: String
    let lines: Lines
  }

  private struct Lines: Encodable {
    let begin: Int
  }
}

extension Severity {
  fileprivate var codeQualityWord: String {
    switch self {
    case .low: "minor"
    case .medium: "major"
    case .high: "critical"
    case .critical: "blocker"
    }
  }
}
