/// What the figures need of a finding: one row for each distinct secret, however many copies it has.
package struct AgeRecord: Sendable, Hashable {
  package let fingerprint: Fingerprint
  package let detector: String
  package let provider: String
  package let lifetime: LifetimeClass
  package let severity: Severity
  package let validity: Validity
  package let rotation: Rotation
  package let placement: Placement
  /// When exposure began; nil where nothing dates it.
  package let start: Timestamp?
  /// Numbers of the repositories that hold it, the one with the earliest exposure first.
  package let repositories: [Int]
  /// Who wrote the commit that brought it; nil where no commit did.
  package let owner: String?
  package let surface: String
  /// Only in tests or documents: perhaps never a working credential.
  package let isExample: Bool
  /// Ended by its provider's rule and not by its own date.
  package let isEndedByPolicy: Bool
  /// When history saw it replaced or removed; nil while it is in place.
  package let gone: Timestamp?
  /// When it was last seen to work and first seen not to, by probes or by the owner's inventory.
  package let lastLive: Timestamp?
  package let firstDead: Timestamp?
  /// The moment of the look that told `validity`.
  package let looked: Timestamp
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
    fingerprint = finding.fingerprint
    self.detector = finding.detector
    provider = detector?.provider ?? "unknown"
    lifetime = detector?.lifetime ?? .longLived
    severity = finding.severity
    validity = finding.validity
    rotation = finding.rotation
    placement = finding.placement
    start = finding.exposure.start
    self.repositories = repositories
    owner = finding.exposure.firstCommit?.author.name
    let surfaces = finding.surfaces
    surface = surfaces.first?.rawValue ?? finding.occurrences.first?.medium.rawValue ?? "unknown"
    isExample = !surfaces.isEmpty && surfaces.allSatisfy { $0 == .test || $0 == .documentation }
    isEndedByPolicy =
      finding.validity == .expired
      && (finding.validityReason.map { $0.hasPrefix("the provider ended") || $0.hasPrefix("lived at most") }
        ?? false)
    gone = AgeRecord.gone(finding)
    lastLive =
      timeline?.lastSeenLive ?? finding.probe?.lastSeenLive
      ?? (finding.validity == .live || finding.validity == .limited ? looked : nil)
    firstDead =
      timeline?.firstSeenDead ?? finding.probe?.firstSeenDead ?? (finding.validity == .dead ? looked : nil)
    self.looked = timeline?.last.time ?? finding.probe?.checked ?? looked
  }

  private static func gone(_ finding: Finding) -> Timestamp? {
    let steps = finding.events.filter { $0.kind != .reintroduced }
    switch finding.rotation {
    case .none: return nil
    case .superseded: return (steps.last { $0.kind == .superseded } ?? steps.last)?.commit.committer.date
    case .removed: return finding.exposure.removedAt ?? steps.last?.commit.committer.date
    }
  }
}
