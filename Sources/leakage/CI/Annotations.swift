internal import Findings

/// A line of code that a service shows beside the change, from the job's log.
struct Annotations {
  let service: CIService?
  /// The findings that fail the job.
  let findings: [Finding]
  let detectors: [String: DetectorSummary]
  /// Posture issues that count: those that fail the job are errors, the others warnings.
  let posture: [Posture]

  struct Posture {
    let issue: PostureIssue
    let rule: PostureRule?
    let isError: Bool
  }

  /// GitHub shows ten errors and ten warnings of a step.
  private static let limit = 10

  init(_ report: Report, for service: CIService?) {
    self.service = service
    let violating = report.gate?.violating ?? []
    findings = report.findings.filter { violating.contains($0.fingerprint) }
    detectors = Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
    let failing = report.gate?.violatingPosture ?? []
    let rules = Dictionary(report.postureRules.map { ($0.id, $0) }) { first, _ in first }
    posture = report.posture.filter(\.isActionable).map {
      Posture(issue: $0, rule: rules[$0.rule], isError: failing.contains($0))
    }
  }

  /// Empty where the service reads no annotations from a log.
  var lines: [String] {
    let all = findings.compactMap(place) + posture.filter(\.isError).map(place)
    let shown =
      all.prefix(Annotations.limit) + posture.filter { !$0.isError }.prefix(Annotations.limit).map(place)
    return switch service {
    case .github: shown.map(gitHub)
    case .azure: shown.map(azure)
    default: []
    }
  }

  /// What an annotation says, and of which line.
  private struct Line {
    let path: String
    let line: Int
    var column: Int?
    let title: String
    let message: String
    let isError: Bool
  }

  private func place(_ finding: Finding) -> Line? {
    finding.annotatedPlace.map {
      Line(
        path: $0.path, line: $0.line, column: $0.column, title: title(finding), message: message(finding),
        isError: true)
    }
  }

  private func place(_ posture: Posture) -> Line {
    Line(
      path: posture.issue.path, line: posture.issue.line ?? 1, title: title(posture),
      message: message(posture),
      isError: posture.isError)
  }

  /// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
  private func gitHub(_ line: Line) -> String {
    let property = { (text: String) in Annotations.escaped(text, also: [":": "%3A", ",": "%2C"]) }
    let column = line.column.map { ",col=\($0)" } ?? ""
    return
      "::\(line.isError ? "error" : "warning") file=\(property(line.path)),line=\(line.line)\(column),title=\(property(line.title))::"
      + Annotations.escaped(line.message)
  }

  /// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
  private func azure(_ line: Line) -> String {
    let path = Annotations.escaped(line.path, also: [";": "%3B", "]": "%5D"])
    let column = line.column.map { ";columnnumber=\($0)" } ?? ""
    return
      "##vso[task.logissue type=\(line.isError ? "error" : "warning");sourcepath=\(path);linenumber=\(line.line)\(column)]"
      + Annotations.escaped("\(line.title): \(line.message)")
  }

  func title(_ posture: Posture) -> String { posture.rule?.title ?? posture.issue.rule }

  /// What it is about, and what to do instead.
  func message(_ posture: Posture) -> String {
    let issue = posture.issue
    let about = [issue.key, issue.place, issue.detail].compactMap(\.self).joined(separator: "; ")
    let instead = posture.rule.map { "Instead: \($0.fix) (\($0.reference))" }
    return [about.isEmpty ? nil : about + ".", instead].compactMap(\.self).joined(separator: " ")
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
