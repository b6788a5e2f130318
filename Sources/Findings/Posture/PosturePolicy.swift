/// Which posture issues make a run fail: `new`, `severity>=high`, `age>90d` and rules' ids, joined as in `--fail-on`.
package struct PosturePolicy: Sendable, Hashable {
  /// An issue violates the policy when any of them holds.
  package let conditions: [Condition]

  /// What must hold together.
  package struct Condition: Sendable, Hashable {
    package var minSeverity: Severity?
    package var maxAgeDays: Int?
    package var rules: Set<String> = []
    /// Only what neither the baseline nor the earlier report knows.
    package var isNew = false
    /// As it was written.
    package let words: String

    func holds(for issue: PostureIssue, at now: Timestamp, isNew: Bool) -> Bool {
      if self.isNew, !isNew { return false }
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
        conditions.append(try Condition(words: part, known: known))
      }
    }
    self.conditions = conditions
  }

  package static let help =
    "known: any, new, severity>=high, age>90d, and ids of posture checks; join with '+' what must hold together"

  /// The word that makes a condition of `--fail-on` one about posture.
  static let word = "posture"

  /// Whether a condition of `--fail-on` is about posture and not about secrets.
  static func isMeant(by part: some StringProtocol, known: Set<String>) -> Bool {
    part.split(separator: "+").contains { part in
      let name = String(part.filter { $0 != " " })
      return name == word || known.contains(name)
    }
  }

  /// What of the issues violates it.
  ///
  /// - Parameters:
  ///   - known: Names of the issues of an earlier report; nil where the baseline tells what is new.
  ///   - target: What issues are in that do not say so themselves.
  package func result(
    for issues: [PostureIssue], at now: Timestamp, known: Set<PostureIssue.Name>? = nil,
    in target: String = ""
  ) -> PostureResult {
    let counted = issues.filter(\.isActionable)
    let isNew = counted.map { issue in known.map { !$0.contains(issue.name(in: target)) } ?? true }
    var (violating, counts) = (Set<Int>(), [Int](repeating: 0, count: conditions.count))
    for index in counted.indices {
      for (number, condition) in conditions.enumerated()
      where condition.holds(for: counted[index], at: now, isNew: isNew[index]) {
        counts[number] += 1
        violating.insert(index)
      }
    }
    return PostureResult(
      total: counted.count, violations: violating.count, violating: Set(violating.map { counted[$0] }),
      conditions: zip(conditions, counts).map { .init(words: $0.words, count: $1) })
  }
}

/// Whether a run passes its posture policy, and why.
package struct PostureResult: Sendable, Hashable {
  package let total: Int
  package let violations: Int
  package let violating: Set<PostureIssue>
  package let conditions: [Count]

  /// How many issues a condition holds for.
  package struct Count: Sendable, Hashable {
    package let words: String
    package let count: Int
  }

  package var isPassed: Bool { violations == 0 }

  /// One line: `2 of 7 posture issues fail the policy: severity>=high (2)`.
  package var reason: String {
    let noun = total == 1 ? "posture issue" : "posture issues"
    if isPassed {
      return "none of \(total) \(noun) fails the policy: \(conditions.map(\.words).joined(separator: ", "))"
    }
    let broken = conditions.filter { $0.count > 0 }.map { "\($0.words) (\($0.count))" }
    return
      "\(violations) of \(total) \(noun) \(violations == 1 ? "fails" : "fail") the policy: \(broken.joined(separator: ", "))"
  }
}

extension PosturePolicy.Condition {
  init(words text: some StringProtocol, known: Set<String>) throws(PolicyWordError) {
    words = String(text.filter { $0 != " " })
    for word in text.split(separator: "+", omittingEmptySubsequences: false) {
      let word = String(word.filter { $0 != " " })
      if word == "any" || word == PosturePolicy.word { continue }
      if word == "new" {
        isNew = true
      } else if word.hasPrefix("age>"), let days = Days.parse(word.dropFirst(4)) {
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
