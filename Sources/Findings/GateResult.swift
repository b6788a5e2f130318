/// Whether a run passes its policy, and why.
package struct GateResult: Codable, Sendable, Hashable {
  package let isPassed: Bool
  /// Findings that violate it, each counted once.
  package let violations: Int
  /// One line: `2 of 7 secrets fail the policy: live (2), age>90d (1)`.
  package let reason: String
  package let rules: [RuleCount]
  /// Which findings violate it; not part of a document, where `violations` counts them.
  package let violating: Set<Fingerprint>
  /// Somebody chose the policy, so that people are told of it in words; not part of a document either.
  package var isChosen = true

  package struct RuleCount: Codable, Sendable, Hashable {
    /// As `--fail-on` writes it.
    package let rule: String
    package let count: Int
  }

  /// - Parameter known: Fingerprints of an earlier report; nil where the baseline tells what is new.
  package init(_ policy: Policy, for report: Report, known: Set<Fingerprint>? = nil) {
    let judge = policy.judge(of: report, known: known)
    var (counts, failing) = ([Int](repeating: 0, count: policy.rules.count), Set<Fingerprint>())
    for index in report.findings.indices {
      for rule in judge.broken(by: report.findings[index]) {
        counts[rule] += 1
        failing.insert(report.findings[index].fingerprint)
      }
    }
    rules = zip(policy.rules, counts).map { RuleCount(rule: $0.words, count: $1) }
    violating = failing
    violations = failing.count
    isPassed = failing.isEmpty
    let total = report.findings.count(where: \.isActionable)
    let noun = total == 1 ? "secret" : "secrets"
    if failing.isEmpty {
      let names = rules.map(\.rule).joined(separator: ", ")
      reason = "none of \(total) \(noun) fails the policy\(names.isEmpty ? "" : ": " + names)"
    } else {
      let names = rules.filter { $0.count > 0 }.map { "\($0.rule) (\($0.count))" }.joined(separator: ", ")
      reason =
        "\(failing.count) of \(total) \(noun) \(failing.count == 1 ? "fails" : "fail") the policy: \(names)"
    }
  }
}

extension GateResult {
  private enum CodingKeys: String, CodingKey { case isPassed, violations, reason, rules }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    isPassed = try container.decode(Bool.self, forKey: .isPassed)
    violations = try container.decode(Int.self, forKey: .violations)
    reason = try container.decode(String.self, forKey: .reason)
    rules = try container.decode([RuleCount].self, forKey: .rules)
    violating = []
  }
}
