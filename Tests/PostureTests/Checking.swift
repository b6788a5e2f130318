import Findings

@testable import Posture

/// What the checks say of one file.
func checked(
  _ path: String, _ text: String, secretLines: [Int] = [], _ surroundings: PostureSurroundings = .init(),
  areCommitted: Bool = true
) -> PostureOutcome {
  PostureChecker(surroundings, areCommitted: areCommitted)
    .check(PostureFile(path: path, bytes: Array(text.utf8), secretLines: secretLines))
}

/// `rule key` of each issue, in order.
func told(_ outcome: PostureOutcome) -> [String] {
  outcome.issues.map { [$0.rule, $0.key].compactMap(\.self).joined(separator: " ") }
}

/// Values that look like keys. They are put together here, so that no scanner takes this file for a leak.
enum Made {
  static let key = ["q9Zr4Lk8", "TbW2mXv7", "7pQd3NcY"].joined()
  static let other = ["Jh5Vs0Wn", "Ee6Rt9Yu", "3KpLmZx1"].joined()
  static let password = ["correct", "Horse", "7battery"].joined(separator: "-")
}
