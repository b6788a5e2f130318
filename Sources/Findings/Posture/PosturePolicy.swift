/// Which posture issues make a run fail: `severity>=high`, `age>90d` and rules' ids, joined as in `--fail-on`.
package struct PosturePolicy: Sendable, Hashable {
  /// An issue violates the policy when any of them holds.
  package let conditions: [Condition]

  /// What must hold together.
  package struct Condition: Sendable, Hashable {
    package var minSeverity: Severity?
    package var maxAgeDays: Int?
    package var rules: Set<String> = []
    /// As it was written.
    package let words: String

    func holds(for issue: PostureIssue, at now: Timestamp) -> Bool {
      if let minSeverity, issue.severity < minSeverity { return false }
      if !rules.isEmpty, !rules.contains(issue.rule) { return false }
      // What nothing dates may be old.
      if let maxAgeDays, let age = issue.age(at: now), age <= maxAgeDays { return false }
      return true
    }
  }

  package static let anyIssue = PosturePolicy(conditions: [Condition(words: "any")])

  package init(conditions: [Condition]) { self.conditions = conditions }

  /// With commas any of them fails the run, with `+` all must hold.
  ///
  /// - Parameter known: The ids of all rules.
  package init(words: [String], known: Set<String>) throws(PolicyWordError) {
    var conditions: [Condition] = []
    for text in words {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        conditions.append(try Condition(part, known: known))
      }
    }
    self.conditions = conditions
  }

  package static let help =
    "known: any, severity>=high, age>90d, and ids of posture checks; join with '+' what must hold together"

  /// Numbers of issues that violate it, and the conditions that they break.
  package func result(for issues: [PostureIssue], at now: Timestamp) -> PostureResult {
    let counted = issues.filter(\.isActionable)
    let broken = conditions.map { condition in
      (condition.words, counted.filter { condition.holds(for: $0, at: now) })
    }
    return PostureResult(
      total: counted.count, violations: Set(broken.flatMap(\.1)).count,
      broken: broken.filter { !$0.1.isEmpty }.map { "\($0.0) (\($0.1.count))" },
      conditions: conditions.map(\.words))
  }
}

/// Whether a run passes its posture policy, and why.
package struct PostureResult: Sendable, Hashable {
  package let total: Int
  package let violations: Int
  let broken: [String]
  let conditions: [String]

  package var isPassed: Bool { violations == 0 }

  /// One line: `2 of 7 posture issues fail the policy: severity>=high (2)`.
  package var reason: String {
    let noun = total == 1 ? "posture issue" : "posture issues"
    if isPassed { return "none of \(total) \(noun) fails the policy: \(conditions.joined(separator: ", "))" }
    return
      "\(violations) of \(total) \(noun) \(violations == 1 ? "fails" : "fail") the policy: \(broken.joined(separator: ", "))"
  }
}

extension PosturePolicy.Condition {
  fileprivate init(_ text: some StringProtocol, known: Set<String>) throws(PolicyWordError) {
    words = String(text.filter { $0 != " " })
    for word in text.split(separator: "+", omittingEmptySubsequences: false) {
      let word = String(word.filter { $0 != " " })
      if word == "any" { continue }
      if word.hasPrefix("age>"), let days = Days.parse(word.dropFirst(4)) {
        maxAgeDays = days
      } else if word.hasPrefix("severity>="), let severity = Severity(rawValue: String(word.dropFirst(10))) {
        minSeverity = severity
      } else if known.contains(word) {
        rules.insert(word)
      } else {
        throw PolicyWordError(word: word)
      }
    }
  }
}
