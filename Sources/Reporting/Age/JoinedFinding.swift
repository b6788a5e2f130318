import Findings

/// A secret with what all reports say of it.
struct JoinedFinding {
  var finding: Finding
  var holding: Holding

  struct Holding {
    /// Numbers of the repositories that hold it, that of the earliest exposure first.
    var repositories: [Int]
    var places: [Place]
    /// The time of the report whose word on validity stands.
    var looked: Timestamp
  }

  var repositories: [Int] { holding.repositories }
  var places: [Place] { holding.places }
  private var looked: Timestamp { holding.looked }
}

extension JoinedFinding {
  /// The earliest exposure wins, the newest look says whether it works, and the worst place where it is.
  mutating func join(_ other: Self) {
    let otherIsOlder = Finding.isOlder(other.finding, finding)
    let (older, newer) = otherIsOlder ? (other.finding, finding) : (finding, other.finding)
    let judged = Self.judge(self, other)
    let isWorse = newer.rotationRank < older.rotationRank
    let (first, second) =
      otherIsOlder ? (other.repositories, repositories) : (repositories, other.repositories)
    holding.repositories = first + second.filter { !first.contains($0) }
    if otherIsOlder {
      let old = exchangePlaces(other.places)
      addPlaces(old)
    } else {
      addPlaces(other.places)
    }
    let details = (older.occurrences + newer.occurrences.filter { !older.occurrences.contains($0) })
    var merged = Finding(
      fingerprint: older.fingerprint, detector: older.detector, redacted: older.redacted,
      revealed: older.revealed,
      companions: older.companions, entropy: older.entropy, confidence: max(older, newer).confidence,
      confidenceReasons: max(older, newer).confidenceReasons,
      validity: judged.finding.validity, validityReason: judged.finding.validityReason,
      rotation: isWorse ? newer.rotation : older.rotation,
      placement: Placement.allCases.first { $0 == older.placement || $0 == newer.placement }
        ?? older.placement,
      exposure: older.exposure, carriedDates: older.carriedDates,
      occurrences: Array(details.prefix(ReportMerge.detailLimit)),
      occurrenceCount: max(places.count, older.occurrenceCount, newer.occurrenceCount),
      events: Array((older.events + newer.events.filter { !older.events.contains($0) }).prefix(200)),
      refs: Array(Set(older.refs + newer.refs).sorted().prefix(Finding.refLimit)),
      refCount: max(older.refCount, newer.refCount),
      suppression: older.suppression != nil && newer.suppression != nil ? older.suppression : nil,
      baselineState: older.baselineState == newer.baselineState ? older.baselineState : nil,
      severity: max(older.severity, newer.severity))
    merged.severityReasons = (older.severity >= newer.severity ? older : newer).severityReasons
    merged.surfaces = Set(older.surfaces + newer.surfaces).sorted()
    merged.facts = older.facts
    if let ownership = older.ownership ?? newer.ownership {
      merged.ownership = ownership.joined(with: newer.ownership ?? ownership)
    }
    merged.probe = judged.finding.probe
    finding = merged
    holding.looked = judged.looked
  }

  private mutating func exchangePlaces(_ places: [Place]) -> [Place] {
    defer { holding.places = places }
    return holding.places
  }

  /// Adds those that are new. One secret may be in ten thousand repositories, and be joined as often: a few places
  /// are looked up without making a set of all.
  private mutating func addPlaces(_ places: [Place]) {
    if places.count <= 8 {
      for place in places where !holding.places.contains(place) { holding.places.append(place) }
      return
    }
    let known = Set(holding.places)
    holding.places += places.filter { !known.contains($0) }
  }

  private func max(_ left: Finding, _ right: Finding) -> Finding {
    left.confidence.rank >= right.confidence.rank ? left : right
  }
  private func max<Value: Comparable>(_ values: Value...) -> Value {
    values.reduce(values[0]) { $0 > $1 ? $0 : $1 }
  }

  /// A conclusive look beats none; of two, the later one.
  private static func judge(_ left: Self, _ right: Self) -> Self {
    let (one, other) = (left.isConclusive, right.isConclusive)
    if one != other { return one ? left : right }
    let times = (left.finding.probe?.checked ?? left.looked, right.finding.probe?.checked ?? right.looked)
    return times.0 >= times.1 ? left : right
  }

  private var isConclusive: Bool {
    switch finding.validity {
    case .live, .limited, .dead, .expired: true
    case .unknown, .unprobeable, .unprobed: false
    }
  }
}

extension Finding {
  /// 0 for the worst: still in place.
  fileprivate var rotationRank: Int {
    Rotation.allCases.firstIndex(of: rotation) == 0 ? 0 : rotation == .removed ? 1 : 2
  }
}
