/// One distinct secret with all that is known of it: the unit of every report.
package struct Finding: Codable, Sendable, Hashable {
  package let fingerprint: Fingerprint
  /// Id of a `DetectorSummary` in the report.
  package internal(set) var detector: String
  /// `ghp_… (40 chars)`.
  package internal(set) var redacted: String
  /// The whole value; only when the user asked for it by flag.
  package var revealed: String?
  /// Redactions of the values that belong to it, by role (`id`, `key`, `host`, `user`, …). Companions that
  /// are no secret themselves, such as a host, are given in full.
  package let companions: [String: String]
  /// Shannon entropy of the value in bits per byte.
  package let entropy: Double
  package let confidence: Confidence
  /// Why the confidence is what it is: fixed phrases, the most important first.
  package internal(set) var confidenceReasons: [String]
  /// The detector's, lowered or raised for what the secret is and where it stands.
  package var severity: Severity
  /// Why the severity is not the detector's, in words: `raised from high: it stands in mcp-config, …`.
  package var severityReasons: [String] = []
  /// What the files that hold it are for, each once, in order.
  package var surfaces: [Surface] = []
  /// What the value tells of itself.
  package var facts = Facts()
  package var validity: Validity
  /// Why the validity is what it is, in words: `exp claim 2024-05-01 has passed`.
  package var validityReason: String?
  /// What probes and inventories told; nil where nobody asked.
  package var probe: ProbeHistory? {
    get { boxedProbe?.value }
    set { boxedProbe = newValue.map { Boxed($0) } }
  }
  private var boxedProbe: Boxed<ProbeHistory>?
  /// Who answers for it; nil where nobody is known.
  package var ownership: Ownership? {
    get { boxedOwnership?.value }
    set { boxedOwnership = newValue.map { Boxed($0) } }
  }
  private var boxedOwnership: Boxed<Ownership>?
  package let rotation: Rotation
  package let placement: Placement
  package internal(set) var exposure: Exposure
  package var carriedDates: CarriedDates? { boxedDates?.value }
  private let boxedDates: Boxed<CarriedDates>?
  /// Sorted by introduction, oldest first.
  package var occurrences: [Occurrence]
  /// How many occurrences there are in all, where `occurrences` was cut.
  package var occurrenceCount: Int
  /// Sorted by date.
  package let events: [RotationEvent]
  /// Full names of the refs whose tips still hold it, sorted; cut after `refLimit`.
  package internal(set) var refs: [String]
  package let refCount: Int
  package var suppression: Suppression? {
    get { boxedSuppression?.value }
    set { boxedSuppression = newValue.map { Boxed($0) } }
  }
  private var boxedSuppression: Boxed<Suppression>?
  package var baselineState: BaselineState?

  package static let refLimit = 50
  package static let occurrenceLimit = 1000
  /// Of more events the first and the last are kept.
  package static let eventLimit = 1000

  package enum Confidence: String, Codable, Sendable, CaseIterable {
    /// Told by an assignment and its randomness only.
    case low
    /// The provider's name or a looser shape.
    case medium
    /// An unmistakable shape.
    case high
    /// A checksum or a decoded structure agrees.
    case certain
  }

  private enum CodingKeys: String, CodingKey {
    case fingerprint, detector, redacted, revealed, companions, entropy, confidence, confidenceReasons
    case severity, severityReasons, surfaces, facts, validity, validityReason
    case boxedProbe = "probe"
    case boxedOwnership = "ownership"
    case rotation, placement, exposure
    case boxedDates = "carriedDates"
    case occurrences, occurrenceCount, events, refs, refCount
    case boxedSuppression = "suppression"
    case baselineState
  }

  package var verdict: Verdict { Verdict(validity: validity, rotation: rotation) }

  /// Days of exposure at `now`; nil where nothing dates it, or when it is known to have ended.
  package func age(at now: Timestamp) -> Int? { validity.hasEnded ? nil : exposure.age(at: now) }

  /// True when it counts against the policy: neither suppressed nor known from the baseline.
  package var isActionable: Bool {
    suppression == nil && (baselineState == nil || baselineState == .new || baselineState == .updated)
  }

  /// Where nobody says how severe it is, the worst is assumed.
  package init(
    fingerprint: Fingerprint, detector: String, redacted: String, revealed: String? = nil,
    companions: [String: String] = [:], entropy: Double, confidence: Confidence,
    confidenceReasons: [String] = [], validity: Validity, validityReason: String? = nil, rotation: Rotation,
    placement: Placement, exposure: Exposure,
    carriedDates: CarriedDates? = nil, occurrences: [Occurrence], occurrenceCount: Int? = nil,
    events: [RotationEvent] = [], refs: [String] = [], refCount: Int? = nil,
    suppression: Suppression? = nil, baselineState: BaselineState? = nil, severity: Severity = .critical
  ) {
    self.severity = severity
    self.fingerprint = fingerprint
    self.detector = detector
    self.redacted = redacted
    self.revealed = revealed
    self.companions = companions
    self.entropy = entropy
    self.confidence = confidence
    self.confidenceReasons = confidenceReasons
    self.validity = validity
    self.validityReason = validityReason
    self.rotation = rotation
    self.placement = placement
    self.exposure = exposure
    boxedDates = carriedDates.map { Boxed($0) }
    self.occurrences = occurrences
    self.occurrenceCount = occurrenceCount ?? occurrences.count
    self.events = events
    self.refs = refs
    self.refCount = refCount ?? refs.count
    boxedSuppression = suppression.map { Boxed($0) }
    self.baselineState = baselineState
  }
}

/// Why a finding does not count.
package struct Suppression: Codable, Sendable, Hashable {
  package enum Source: String, Codable, Sendable {
    case inline, ignoreFile, configuration
  }
  package let source: Source
  package let reason: String?
  /// The entry counts no longer from this day on.
  package let expires: Timestamp?

  package init(source: Source, reason: String? = nil, expires: Timestamp? = nil) {
    self.source = source
    self.reason = reason
    self.expires = expires
  }
}

/// A finding compared with the baseline; the terms are SARIF's (2.1.0, section 3.27.24).
package enum BaselineState: String, Codable, Sendable {
  /// Not in the baseline.
  case new
  /// In the baseline, no new copy.
  case unchanged
  /// In the baseline, with a copy at a path that the baseline does not know.
  case updated
  /// In the baseline, gone from the scan.
  case absent
}
