/// A finding's word on whether the secret still works, and when that was the case.
package struct Judgement: Sendable {
  let validity: Validity
  let reason: String?
  let probe: ProbeHistory?
  /// The time of the report that says so.
  package let looked: Timestamp

  package init(_ finding: Finding, looked: Timestamp) {
    validity = finding.validity
    reason = finding.validityReason
    probe = finding.probe
    self.looked = looked
  }

  /// A conclusive look beats none; of two, the later one; of two at the same time, the worse.
  package static func surer(_ left: Judgement, _ right: Judgement) -> Judgement { first(left, right) }

  private var isConclusive: Bool {
    switch validity {
    case .live, .limited, .dead, .expired: true
    case .unknown, .unprobeable, .unprobed: false
    }
  }

  private var rank: Int { Validity.allCases.firstIndex(of: validity) ?? 0 }
}

extension Judgement: Ranked {
  static func compare(_ left: Judgement, _ right: Judgement) -> Ranking {
    var ranking = Ranking()
    ranking.add(!left.isConclusive, !right.isConclusive)
    ranking.add(right.probe?.checked ?? right.looked, left.probe?.checked ?? left.looked)
    ranking.add(left.rank, right.rank)
    ranking.add(left.reason, right.reason)
    ranking.add(right.looked, left.looked)
    ranking.add(left.probe.map { "\($0)" }, right.probe.map { "\($0)" })
    return ranking
  }
}
