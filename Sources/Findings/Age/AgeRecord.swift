/// What the figures need of a finding: one row for each distinct secret, however many copies it has.
/// Copies are cheap: the figures filter and group them many times over.
package struct AgeRecord: Sendable {
  package var fingerprint: Fingerprint { row.value.fingerprint }
  package var detector: String { row.value.detector }
  package var provider: String { row.value.provider }
  package var lifetime: LifetimeClass { row.value.lifetime }
  package var severity: Severity { row.value.severity }
  package var validity: Validity { row.value.validity }
  package var rotation: Rotation { row.value.rotation }
  package var placement: Placement { row.value.placement }
  /// When exposure began; nil where nothing dates it.
  package var start: Timestamp? { row.value.start }
  /// Numbers of the repositories that hold it, the one with the earliest exposure first.
  package var repositories: [Int] { row.value.repositories }
  /// Who wrote the commit that brought it; nil where no commit did.
  package var owner: String? { row.value.owner }
  package var surface: String { row.value.surface }
  /// Only in tests or documents: perhaps never a working credential.
  package var isExample: Bool { row.value.isExample }
  /// Ended by its provider's rule and not by its own date.
  package var isEndedByPolicy: Bool { row.value.isEndedByPolicy }
  /// When history saw it replaced or removed; nil while it is in place.
  package var gone: Timestamp? { row.value.gone }
  /// When it was last seen to work and first seen not to, by probes or by the owner's inventory.
  package var lastLive: Timestamp? { row.value.lastLive }
  package var firstDead: Timestamp? { row.value.firstDead }
  /// The moment of the look that told `validity`.
  package var looked: Timestamp { row.value.looked }

  private let row: Boxed<Row>

  private struct Row: Sendable {
    let fingerprint: Fingerprint
    let detector: String
    let provider: String
    let lifetime: LifetimeClass
    let severity: Severity
    let validity: Validity
    let rotation: Rotation
    let placement: Placement
    let start: Timestamp?
    let repositories: [Int]
    let owner: String?
    let surface: String
    let isExample: Bool
    let isEndedByPolicy: Bool
    let gone: Timestamp?
    let lastLive: Timestamp?
    let firstDead: Timestamp?
    let looked: Timestamp
  }

  package init(
    fingerprint: Fingerprint, detector: String, provider: String, lifetime: LifetimeClass, severity: Severity,
    validity: Validity, rotation: Rotation, placement: Placement, start: Timestamp?, repositories: [Int],
    owner: String?, surface: String, isExample: Bool, isEndedByPolicy: Bool, gone: Timestamp?,
    lastLive: Timestamp?,
    firstDead: Timestamp?, looked: Timestamp
  ) {
    row = Boxed(
      Row(
        fingerprint: fingerprint, detector: detector, provider: provider, lifetime: lifetime,
        severity: severity,
        validity: validity, rotation: rotation, placement: placement, start: start,
        repositories: repositories,
        owner: owner, surface: surface, isExample: isExample, isEndedByPolicy: isEndedByPolicy, gone: gone,
        lastLive: lastLive, firstDead: firstDead, looked: looked))
  }
}

extension AgeRecord {
  package var verdict: Verdict { Verdict(validity: validity, rotation: rotation) }
  package var isAlive: Bool { validity == .live || validity == .limited }
  /// Its provider was asked and answered.
  package var isAnswered: Bool { isAlive || validity == .dead }
  /// Nothing shows that it ended, and nothing that it works.
  package var isOpen: Bool { !isAlive && !validity.hasEnded }

  /// Days from exposure to a moment; nil where nothing dates the exposure.
  package func days(until moment: Timestamp) -> Int? { start?.days(until: moment) }

  /// - Parameters:
  ///   - repositories: Numbers of the repositories that hold it, that of its exposure first.
  ///   - looked: The time of the report that the finding stands in.
  package init(
    _ finding: Finding, detector: DetectorSummary?, repositories: [Int], looked: Timestamp,
    timeline: ValidityTimeline? = nil
  ) {
    let surfaces = finding.surfaces
    let isAlive = finding.validity == .live || finding.validity == .limited
    self.init(
      fingerprint: finding.fingerprint, detector: finding.detector, provider: detector?.provider ?? "unknown",
      lifetime: detector?.lifetime ?? .longLived, severity: finding.severity, validity: finding.validity,
      rotation: finding.rotation, placement: finding.placement, start: finding.exposure.start,
      repositories: repositories,
      owner: finding.ownership?.codeOwners.first
        ?? finding.exposure.firstCommit.flatMap { $0.author.name.isEmpty ? nil : $0.author.name },
      surface: surfaces.first?.rawValue ?? finding.occurrences.first?.medium.rawValue ?? "unknown",
      isExample: !surfaces.isEmpty && surfaces.allSatisfy { $0 == .test || $0 == .documentation },
      isEndedByPolicy: AgeRecord.isEndedByPolicy(finding), gone: AgeRecord.gone(finding),
      lastLive: timeline?.lastSeenLive ?? finding.probe?.lastSeenLive ?? (isAlive ? looked : nil),
      firstDead: timeline?.firstSeenDead ?? finding.probe?.firstSeenDead
        ?? (finding.validity == .dead ? looked : nil),
      looked: timeline?.last.time ?? finding.probe?.checked ?? looked)
  }

  private static func isEndedByPolicy(_ finding: Finding) -> Bool {
    guard finding.validity == .expired, let reason = finding.validityReason else { return false }
    return reason.hasPrefix("the provider ended") || reason.hasPrefix("lived at most")
  }

  private static func gone(_ finding: Finding) -> Timestamp? {
    let steps = finding.events.filter { $0.kind != .reintroduced }
    switch finding.rotation {
    case .none: return nil
    case .superseded: return (steps.last { $0.kind == .superseded } ?? steps.last)?.commit.date
    case .removed: return finding.exposure.removedAt ?? steps.last?.commit.date
    }
  }
}
