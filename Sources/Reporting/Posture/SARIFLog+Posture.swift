import Findings

extension SARIFLog {
  /// What tells rules of posture from detectors.
  static func ruleID(_ rule: String) -> String { "posture/\(rule)" }

  /// A `reportingDescriptor` (section 3.49) of a posture rule.
  func rule(_ rule: PostureRule) -> JSONValue {
    let steps = "\(rule.fix.escapedForTerminal)\n\nWhy: \(rule.why.escapedForTerminal)"
    return .compact([
      "id": .string(Self.ruleID(rule.id)),
      "name": .string(rule.id),
      "shortDescription": Self.message(rule.title),
      "fullDescription": Self.message("\(rule.title): \(rule.why)."),
      "help": ["text": .string(steps)],
      "helpUri": rule.reference.isWebAddress ? .string(rule.reference) : nil,
      "defaultConfiguration": ["level": .string(rule.severity.level)],
      "properties": [
        "tags": ["security", "posture"],
        "security-severity": .string(rule.severity.score),
        "problem.severity": .string(rule.severity.level == "error" ? "error" : "warning"),
      ],
    ])
  }

  /// A `result` (section 3.27) of a posture issue.
  func result(_ issue: PostureIssue, ruleIndex: Int, baselineState: BaselineState?) -> JSONValue {
    .compact([
      "ruleId": .string(Self.ruleID(issue.rule)),
      "ruleIndex": ruleIndex < 0 ? nil : .integer(Int64(ruleIndex)),
      "kind": "fail",
      "level": .string(issue.severity.level),
      "message": Self.message(sentence(about: issue)),
      "locations": [["physicalLocation": physicalLocation(path: issue.path, line: issue.line)]],
      "partialFingerprints": fingerprints(of: issue),
      "suppressions": .array(issue.suppression.map { [suppression($0)] } ?? []),
      "baselineState": baselineState.map { .string($0.rawValue) },
      "properties": properties(of: issue),
    ])
  }

  private func sentence(about issue: PostureIssue) -> String {
    let rule = report.postureRules.first { $0.id == issue.rule } ?? PostureRule(unknownID: issue.rule)
    let facts = [issue.key, issue.place, issue.detail].compactMap(\.self).joined(separator: "; ")
    let since = issue.exposure?.start.map { " Since \($0.date)." } ?? ""
    return "\(rule.title)\(facts.isEmpty ? "" : ": \(facts)").\(since) Instead: \(rule.fix)"
  }

  /// The same when lines move. GitHub recognises an alert by the second, which tells issues apart that share a
  /// fingerprint.
  private func fingerprints(of issue: PostureIssue) -> JSONValue {
    let hash = Fingerprint(
      code: MessageDigest.sha256(Array("\(issue.fingerprint)\u{0}\(issue.place ?? "")".utf8)))
    return [
      "leakage/posture/v1": .string(issue.fingerprint.description),
      "primaryLocationLineHash": .string("\(hash.description.prefix(16)):1"),
    ]
  }

  private func properties(of issue: PostureIssue) -> JSONValue {
    let age = issue.age(at: report.generatedAt)
    return .compact([
      "severity": .string(issue.severity.rawValue),
      "security-severity": .string(issue.severity.score),
      "key": issue.key.map { .string($0) },
      "place": issue.place.map { .string($0) },
      "detail": issue.detail.map { .string($0) },
      "repository": issue.repository.map { .string($0) },
      "formerPaths": issue.formerPaths.map { .array($0.map { .string($0) }) },
      "ageDays": age.map { .integer(Int64($0)) },
      "ageIsLowerBound": age.map { _ in .bool(issue.exposure?.isAtLeast ?? false) },
      "since": issue.exposure?.start.map(Self.time),
      "firstCommit": issue.exposure?.firstCommit.map { .string($0.id) },
    ])
  }
}
