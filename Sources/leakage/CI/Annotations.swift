internal import Findings

/// A line of code that a service shows beside the change, from the job's log.
struct Annotations {
  let service: CIService?
  /// The findings that fail the job.
  let findings: [Finding]
  let detectors: [String: DetectorSummary]

  /// GitHub shows ten errors of a step.
  private static let limit = 10

  init(_ report: Report, for service: CIService?) {
    self.service = service
    let violating = report.gate?.violating ?? []
    findings = report.findings.filter { violating.contains($0.fingerprint) }
    detectors = Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Empty where the service reads no annotations from a log.
  var lines: [String] {
    switch service {
    case .github: findings.prefix(Annotations.limit).compactMap(gitHub)
    case .azure: findings.prefix(Annotations.limit).compactMap(azure)
    default: []
    }
  }

  /// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
  private func gitHub(_ finding: Finding) -> String? {
    guard let place = finding.annotatedPlace else { return nil }
    let property = { (text: String) in Annotations.escaped(text, also: [":": "%3A", ",": "%2C"]) }
    return
      "::error file=\(property(place.path)),line=\(place.line),col=\(place.column),title=\(property(title(finding)))::"
      + Annotations.escaped(message(finding))
  }

  /// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
  private func azure(_ finding: Finding) -> String? {
    guard let place = finding.annotatedPlace else { return nil }
    let path = Annotations.escaped(place.path, also: [";": "%3B", "]": "%5D"])
    return
      "##vso[task.logissue type=error;sourcepath=\(path);linenumber=\(place.line);columnnumber=\(place.column)]"
      + Annotations.escaped("\(title(finding)): \(message(finding))")
  }

  func title(_ finding: Finding) -> String { detectors[finding.detector]?.name ?? finding.detector }

  /// What it is, why it is believed, and what to do.
  func message(_ finding: Finding) -> String {
    let why =
      finding.confidenceReasons.isEmpty ? "" : " (\(finding.confidenceReasons.joined(separator: ", ")))"
    let revoke = detectors[finding.detector]?.revoke.map { " Revoke it: \($0)." } ?? " Revoke it."
    return
      "\(finding.redacted)\(why).\(revoke) If it is no secret, put 'leakage:allow' and why in a comment on the line."
  }

  private static func escaped(_ text: String, also more: [Character: String] = [:]) -> String {
    var result = ""
    for character in text {
      switch character {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n", "\r\n": result += "%0A"
      default: result += more[character] ?? String(character)
      }
    }
    return result
  }
}

extension Finding {
  /// The file and line to point at: where it is now, else where it was. Nil where it was in no file.
  var annotatedPlace: Occurrence? {
    let files = occurrences.filter { [.file, .workTree, .index].contains($0.medium) }
    return files.first(where: \.isInPlace) ?? files.first
  }
}
