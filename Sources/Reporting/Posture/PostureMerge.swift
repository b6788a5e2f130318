import Findings

/// Joins the posture of many reports: of each repository what its newest check says.
struct PostureMerge {
  private var known: [String: Check] = [:]
  private var rules: [String: PostureRule] = [:]
  /// Of the report that is being read.
  private var current = (target: "unknown", number: 0, generatedAt: Timestamp(seconds: 0))

  private struct Check {
    let generatedAt: Timestamp
    /// Of the report.
    let number: Int
    var issues: [PostureIssue] = []
  }

  /// A report begins.
  mutating func begin(_ targets: [Report.Target], generatedAt: Timestamp) {
    current = (targets.first?.name ?? "unknown", current.number + 1, generatedAt)
    for target in targets where target.postureChecked == true { enter(target.name) }
  }

  /// True where the report in hand has the last word on the repository.
  @discardableResult
  private mutating func enter(_ repository: String) -> Bool {
    if let other = known[repository] {
      if other.number == current.number { return true }
      guard current.generatedAt > other.generatedAt else { return false }
    }
    known[repository] = Check(generatedAt: current.generatedAt, number: current.number)
    return true
  }

  mutating func add(_ issue: PostureIssue) {
    var issue = issue
    let repository = issue.repository ?? current.target
    issue.repository = repository
    if enter(repository) { known[repository]?.issues.append(issue) }
  }

  mutating func add(_ rule: PostureRule) { rules[rule.id] = rule }

  /// Worst first.
  var issues: [PostureIssue] { known.values.flatMap(\.issues).sorted(by: PostureIssue.precedes) }

  /// Sorted by id.
  func rules(of issues: [PostureIssue]) -> [PostureRule] {
    Set(issues.map(\.rule)).sorted().compactMap { rules[$0] }
  }
}
