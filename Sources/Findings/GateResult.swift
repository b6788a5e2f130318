/// Whether a run passes its policy, and why.
package struct GateResult: Codable, Sendable, Hashable {
  package let isPassed: Bool
  /// Findings that violate it, each counted once.
  package let violations: Int
  /// Posture issues that violate it; nil where the policy says nothing of posture.
  package let postureViolations: Int?
  /// One line: `2 of 7 secrets fail the policy: live (2), age>90d (1)`.
  package let reason: String
  package let rules: [RuleCount]
  /// Which findings violate it; not part of a document, where `violations` counts them.
  package let violating: Set<Fingerprint>
  /// Which posture issues do; no part of a document either.
  package let violatingPosture: Set<PostureIssue>
  /// Somebody chose the policy, so that people are told of it in words; not part of a document either.
  package var isChosen = true

  package struct RuleCount: Codable, Sendable, Hashable {
    /// As `--fail-on` writes it.
    package let rule: String
    package let count: Int
  }

  /// What an earlier report knew.
  package struct Known: Sendable {
    package let findings: Set<Fingerprint>
    package let posture: Set<PostureIssue.Name>

    package init(findings: Set<Fingerprint>, posture: Set<PostureIssue.Name> = []) {
      self.findings = findings
      self.posture = posture
    }
  }

  /// - Parameter known: What an earlier report knew; nil where the baseline tells what is new.
  package init(_ policy: Policy, for report: Report, known: Known? = nil) {
    let judge = policy.judge(of: report, known: known?.findings)
    var (counts, failing) = ([Int](repeating: 0, count: policy.rules.count), Set<Fingerprint>())
    for index in report.findings.indices {
      for rule in judge.broken(by: report.findings[index]) {
        counts[rule] += 1
        failing.insert(report.findings[index].fingerprint)
      }
    }
    let posture = policy.posture?.result(
      for: report.posture, at: report.generatedAt, known: known?.posture,
      in: report.targets.first?.name ?? "unknown")
    let rules = zip(policy.rules, counts).map { RuleCount(rule: $0.words, count: $1) }
    self.rules = rules + (posture?.conditions ?? []).map { RuleCount(rule: $0.words, count: $0.count) }
    violating = failing
    violatingPosture = posture?.violating ?? []
    violations = failing.count
    postureViolations = posture?.violations
    isPassed = failing.isEmpty && posture?.isPassed != false
    let secrets =
      rules.isEmpty && posture != nil
      ? nil : GateResult.words(rules, failing.count, of: report.findings.count(where: \.isActionable))
    reason = [secrets, posture?.reason].compactMap(\.self).joined(separator: "; ")
  }

  private static func words(_ rules: [RuleCount], _ failing: Int, of total: Int) -> String {
    let noun = total == 1 ? "secret" : "secrets"
    guard failing > 0 else {
      let names = rules.map(\.rule).joined(separator: ", ")
      return "none of \(total) \(noun) fails the policy\(names.isEmpty ? "" : ": " + names)"
    }
    let names = rules.filter { $0.count > 0 }.map { "\($0.rule) (\($0.count))" }.joined(separator: ", ")
    return "\(failing) of \(total) \(noun) \(failing == 1 ? "fails" : "fail") the policy: \(names)"
  }
}

extension GateResult {
  private enum CodingKeys: String, CodingKey { case isPassed, violations, postureViolations, reason, rules }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    isPassed = try container.decode(Bool.self, forKey: .isPassed)
    violations = try container.decode(Int.self, forKey: .violations)
    postureViolations = try container.decodeIfPresent(Int.self, forKey: .postureViolations)
    reason = try container.decode(String.self, forKey: .reason)
    rules = try container.decode([RuleCount].self, forKey: .rules)
    violating = []
    violatingPosture = []
  }
}
