internal import Findings

/// The same secret in several targets is one finding with all its places.
enum FindingMerge {
  /// - Parameter now: The time that all of them are told at.
  static func merged(_ groups: [[Finding]], now: Timestamp) -> [Finding] {
    guard groups.count > 1 else { return groups.first ?? [] }
    let join = FindingJoin()
    var result: [Fingerprint: Finding] = [:]
    for finding in groups.joined() {
      let new = join.prepared(finding)
      result[finding.fingerprint] =
        result[finding.fingerprint].map { known in
          let judgement = Judgement.surer(
            Judgement(known, looked: now), Judgement(new, looked: now))
          return join.joined(known, new, judgement: judgement)
        } ?? new
    }
    return Array(result.values)
  }
}
