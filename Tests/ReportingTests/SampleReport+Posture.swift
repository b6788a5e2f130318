import Findings

extension SampleReport {
  static let postureRules = [
    PostureRule(
      id: "acme-static-key", title: "Static Acme key in a pipeline", severity: .medium,
      why: "a stored key works until somebody revokes it", fix: "let the job sign in by its own identity",
      reference: "https://docs.example.org/oidc"),
    PostureRule(
      id: "acme-url-token", title: "Token in an address", severity: .high, why: "addresses are logged",
      fix: "send it in a header", reference: "https://docs.example.org/headers"),
  ]

  static func issue(
    _ rule: Int, _ path: String, since year: Int?, key: String? = "ACME_TOKEN", line: Int? = 7,
    repository: String? = nil
  ) -> PostureIssue {
    let start = year.map { Timestamp(year: $0, month: 4, day: 9) }
    return PostureIssue(
      rule: postureRules[rule].id, severity: postureRules[rule].severity, path: path, line: line, key: key,
      place: "job deploy", exposure: start.map { Exposure(firstCommit: commit(0x33, on: $0), start: $0) },
      repository: repository)
  }

  /// A repository without secrets whose practices are not good: some issues are known, and some put aside.
  static var practices: Report {
    var report = empty
    report.targets[0].postureChecked = true
    report.postureRules = postureRules
    var known = issue(0, ".ci/known.yml", since: 2020)
    known.baselineState = .unchanged
    var aside = issue(1, "docs/example.json", since: 2021)
    aside.suppression = Suppression(source: .inline, reason: "an example")
    var moved = issue(1, "mcp/<b>|servers.json", since: 2022, key: "url", line: 3)
    moved.note(formerPath: "servers.json")
    report.posture = [
      moved, issue(1, "old.json", since: nil, key: nil, line: nil), issue(0, ".ci/release.yml", since: 2019),
      issue(0, ".ci/release.yml", since: 2024, line: 31), known, aside,
    ].sorted(by: PostureIssue.precedes)
    return report
  }
}
