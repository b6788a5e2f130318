/// Whether a run passes its policy, and why.
package struct GateResult: Codable, Sendable, Hashable {
  package let isPassed: Bool
  /// Findings that violate it, each counted once.
  package let violations: Int
  /// One line: `2 of 7 secrets fail the policy: live (2), age>90d (1)`.
  package let reason: String
  package let rules: [RuleCount]

  package struct RuleCount: Codable, Sendable, Hashable {
    /// As `--fail-on` writes it.
    package let rule: String
    package let count: Int
  }

  /// - Parameter known: Fingerprints of an earlier report; nil where the baseline tells what is new.
  package init(_ policy: Policy, for report: Report, known: Set<Fingerprint>? = nil) {
    let failing = policy.violations(in: report, known: known)
    let rules = policy.rules.map { rule in
      RuleCount(rule: rule.words, count: Policy(rules: [rule]).violations(in: report, known: known).count)
    }
    self.rules = rules
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
