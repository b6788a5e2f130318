internal import Findings

/// The same secret in several targets is one finding with all its places.
enum FindingMerge {
  static func merged(_ groups: [[Finding]]) -> [Finding] {
    guard groups.count > 1 else { return groups.first ?? [] }
    var result: [Fingerprint: Finding] = [:]
    for finding in groups.joined() {
      result[finding.fingerprint] = result[finding.fingerprint].map { join($0, finding) } ?? finding
    }
    return Array(result.values)
  }

  private static func join(_ left: Finding, _ right: Finding) -> Finding {
    let first =
      (left.exposure.start ?? Timestamp(seconds: .max)) <= (right.exposure.start ?? Timestamp(seconds: .max))
    let (older, newer) = first ? (left, right) : (right, left)
    let worst = older.verdict <= newer.verdict ? older : newer
    let surest = newer.confidence.rank > older.confidence.rank ? newer : older
    let placements = Placement.allCases.filter { $0 == older.placement || $0 == newer.placement }
    let refs = Array(Set(older.refs + newer.refs)).sorted()
    return Finding(
      fingerprint: older.fingerprint, detector: older.detector, redacted: older.redacted,
      revealed: older.revealed,
      companions: older.companions, entropy: older.entropy, confidence: surest.confidence,
      confidenceReasons: surest.confidenceReasons,
      validity: worst.validity, validityReason: worst.validityReason, rotation: worst.rotation,
      placement: placements.first ?? older.placement, exposure: older.exposure,
      carriedDates: older.carriedDates,
      occurrences: Array((older.occurrences + newer.occurrences).prefix(Finding.occurrenceLimit)),
      occurrenceCount: older.occurrenceCount + newer.occurrenceCount, events: older.events + newer.events,
      refs: Array(refs.prefix(Finding.refLimit)), refCount: older.refCount + newer.refCount,
      suppression: older.suppression != nil && newer.suppression != nil ? older.suppression : nil,
      severity: older.severity
    ).with(
      facts: older.facts, surfaces: older.surfaces, severityReasons: older.severityReasons,
      ownership: older.ownership
    ).rated(
      with: newer)
  }
}
