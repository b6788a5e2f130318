import Findings

/// Posture issues that count, by check: what every format tells of them.
struct PostureTally {
  /// Issues of one check.
  struct Row {
    let rule: PostureRule
    let severity: Severity
    /// Oldest first, undated last.
    let issues: [PostureIssue]
    let repositories: Int
    let oldestDays: Int?
    let medianDays: Int?
  }

  /// Worst first, then most, then by id.
  let rows: [Row]
  let issues: [PostureIssue]
  /// How many targets were checked.
  let checked: Int
  let repositories: Int
  let setAside: Int
  let oldest: PostureIssue?
  let now: Timestamp

  init(_ report: Report) {
    let now = report.generatedAt
    let home = report.targets.first?.name ?? "unknown"
    let issues = report.posture.filter(\.isActionable)
    let rules = Dictionary(report.postureRules.map { ($0.id, $0) }) { first, _ in first }
    rows = Dictionary(grouping: issues, by: \.rule).map { id, issues in
      let ages = issues.compactMap { $0.age(at: now) }.sorted()
      return Row(
        rule: rules[id] ?? PostureRule(unknownID: id), severity: issues.map(\.severity).max() ?? .low,
        issues: issues.sorted(by: PostureTally.isOlder),
        repositories: Set(issues.map { $0.repository ?? home }).count, oldestDays: ages.last,
        medianDays: ages.isEmpty ? nil : ages[(ages.count - 1) / 2])
    }.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      return (right.issues.count, left.rule.id) < (left.issues.count, right.rule.id)
    }
    self.issues = issues
    self.now = now
    checked = Set(report.targets.filter { $0.postureChecked == true }.map(\.name)).count
    repositories = Set(issues.map { $0.repository ?? home }).count
    setAside = report.posture.count - issues.count
    oldest = issues.filter { $0.exposure?.start != nil }.min(by: PostureTally.isOlder)
  }

  /// Nobody looked, and nothing was found.
  var isEmpty: Bool { issues.isEmpty && setAside == 0 && checked == 0 }

  private static func isOlder(_ left: PostureIssue, _ right: PostureIssue) -> Bool {
    let starts = (left.exposure?.start?.seconds ?? .max, right.exposure?.start?.seconds ?? .max)
    return (starts.0, left.repository ?? "", left.path, left.line ?? 0, left.key ?? "")
      < (starts.1, right.repository ?? "", right.path, right.line ?? 0, right.key ?? "")
  }

  /// `7 posture issues in 2 of 5 repositories, 3 high or worse, the oldest 3 y 7 mo`; what was put aside is counted behind.
  var sentence: String {
    let aside = setAside > 0 ? " (\(Words.grouped(setAside)) set aside)" : ""
    guard !issues.isEmpty else { return "no posture issue" + aside }
    var text = Words.count(issues.count, "posture issue")
    if checked > 1 || repositories > 1 {
      let all = checked >= repositories ? " of \(Words.grouped(checked))" : ""
      text +=
        " in \(Words.grouped(repositories))\(all) \(max(checked, repositories) == 1 ? "repository" : "repositories")"
    }
    let severe = issues.count { $0.severity >= .high }
    if severe > 0 { text += ", \(Words.grouped(severe)) high or worse" }
    if let oldest { text += ", the oldest \(words(oldest))" }
    return text + aside
  }

  /// `≥ 3 y 7 mo`, `–` where nothing dates it.
  func words(_ issue: PostureIssue) -> String {
    (issue.exposure?.isAtLeast == true && issue.age(at: now) != nil ? "≥ " : "")
      + FigureWords.age(days: issue.age(at: now))
  }

  /// `path:12`, with the repository before it where there are several.
  func place(_ issue: PostureIssue, showsRepository: Bool) -> String {
    let repository = showsRepository ? issue.repository.map { $0.shortRepository + ": " } ?? "" : ""
    return repository + issue.path + (issue.line.map { ":\($0)" } ?? "")
  }
}
