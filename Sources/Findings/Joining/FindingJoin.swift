/// Makes one finding of what two sources tell of the same secret. Any number of them can be joined in any order and in
/// any groups, with the same result in every byte: each part is the first by an order, a sum, or the first ones of a
/// union.
package struct FindingJoin: Sendable {
  /// Beyond it, the oldest occurrences are kept.
  let occurrenceLimit: Int
  /// Beyond it, the first and the last events are kept.
  let eventLimit: Int

  package init(occurrenceLimit: Int = Finding.occurrenceLimit, eventLimit: Int = Finding.eventLimit) {
    self.occurrenceLimit = occurrenceLimit
    self.eventLimit = eventLimit
  }

  /// A finding as it has to be before others are joined to it: its lists in order, and cut.
  package func prepared(_ finding: Finding) -> Finding {
    var finding = finding
    finding.occurrences = Array(finding.occurrences.united(with: []).prefix(occurrenceLimit))
    return finding
  }

  /// Both are prepared, or themselves joined.
  ///
  /// - Parameter occurrenceCount: Of both, where some are known to be the same; nil for the sum.
  package func joined(
    _ left: Finding, _ right: Finding, judgement: Judgement, occurrenceCount: Int? = nil
  ) -> Finding {
    let (first, second) = Finding.leads(left, right) ? (left, right) : (right, left)
    let surest = FindingJoin.surest(first, second)
    let severest = FindingJoin.severest(first, second)
    var joined = Finding(
      fingerprint: first.fingerprint, detector: first.detector, redacted: first.redacted,
      revealed: first.revealed, companions: first.companions, entropy: first.entropy,
      confidence: surest.confidence, confidenceReasons: surest.confidenceReasons,
      validity: judgement.validity, validityReason: judgement.reason,
      rotation: FindingJoin.worse(first.rotation, second.rotation),
      placement: Placement.allCases.first { $0 == first.placement || $0 == second.placement }
        ?? first.placement,
      exposure: first.exposure, carriedDates: first.carriedDates,
      occurrences: Array(first.occurrences.united(with: second.occurrences).prefix(occurrenceLimit)),
      occurrenceCount: occurrenceCount ?? first.occurrenceCount + second.occurrenceCount,
      events: ends(of: first.events.united(with: second.events)),
      refs: Array(first.refs.united(with: second.refs).prefix(Finding.refLimit)),
      refCount: first.refCount + second.refCount,
      suppression: FindingJoin.both(first.suppression, second.suppression),
      baselineState: first.baselineState == second.baselineState ? first.baselineState : nil,
      severity: severest.severity)
    joined.severityReasons = severest.severityReasons
    joined.surfaces = Set(first.surfaces + second.surfaces).sorted()
    joined.facts = first.facts.united(with: second.facts)
    joined.probe = judgement.probe
    joined.ownership = FindingJoin.all(first.ownership, second.ownership)
    return joined
  }

  private func ends(of events: [RotationEvent]) -> [RotationEvent] {
    guard events.count > eventLimit else { return events }
    return Array(events.prefix(eventLimit - eventLimit / 2) + events.suffix(eventLimit / 2))
  }

  private static func surest(_ left: Finding, _ right: Finding) -> Finding {
    var ranking = Ranking()
    ranking.add(right.confidence.rank, left.confidence.rank)
    ranking.add(left.confidenceReasons, right.confidenceReasons)
    return ranking.result <= 0 ? left : right
  }

  private static func severest(_ left: Finding, _ right: Finding) -> Finding {
    var ranking = Ranking()
    ranking.add(right.severity, left.severity)
    ranking.add(left.severityReasons, right.severityReasons)
    return ranking.result <= 0 ? left : right
  }

  /// Still in place is the worst, a successor the best.
  private static func worse(_ left: Rotation, _ right: Rotation) -> Rotation {
    let order: [Rotation] = [.none, .removed, .superseded]
    return order.first { $0 == left || $0 == right } ?? left
  }

  private static func all(_ left: Ownership?, _ right: Ownership?) -> Ownership? {
    guard let left, let right else { return left ?? right }
    return left.joined(with: right)
  }

  /// What counts in one source counts.
  private static func both(_ left: Suppression?, _ right: Suppression?) -> Suppression? {
    guard let left, let right else { return nil }
    return Suppression.first(left, right)
  }
}

extension Facts {
  /// The facts of both; where they differ, the one whose text comes first.
  func united(with other: Facts) -> Facts {
    var facts = self
    for (name, value) in other.all { facts[name] = facts[name].map { String.first($0, value) } ?? value }
    return facts
  }
}
