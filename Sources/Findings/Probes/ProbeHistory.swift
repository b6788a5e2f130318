/// What probes and inventories told of a finding, now and before.
package struct ProbeHistory: Codable, Sendable, Hashable {
  /// When it was last looked at.
  package let checked: Timestamp
  package let endpoint: String
  package let httpStatus: Int?
  package let observations: Int
  package let lastSeenLive: Timestamp?
  package let firstSeenDead: Timestamp?
  /// A dead answer on a second day.
  package let isConfirmed: Bool
  package let reopenings: Int
  /// Days from the exposure's start to its end: between these.
  package let revokedAfterDays: Days?
  package let created: Timestamp?
  package let expires: Timestamp?
  package let lastUsed: Timestamp?
  package let owner: String?
  package let scopes: String?

  package struct Days: Codable, Sendable, Hashable {
    package let atLeast: Int
    package let atMost: Int
  }

  package init(_ timeline: ValidityTimeline, exposedSince start: Timestamp?) {
    let deciding = timeline.deciding
    checked = timeline.last.time
    endpoint = deciding.endpoint
    httpStatus = deciding.httpStatus
    observations = timeline.observations.count
    lastSeenLive = timeline.lastSeenLive
    firstSeenDead = timeline.firstSeenDead
    isConfirmed = timeline.isConfirmed
    reopenings = timeline.reopenings
    revokedAfterDays = start.flatMap { timeline.timeToRevocation(since: $0) }.map {
      Days(atLeast: $0.lowerBound, atMost: $0.upperBound)
    }
    created = timeline.observations.last { $0.created != nil }?.created
    expires = timeline.observations.last { $0.expires != nil }?.expires
    lastUsed = timeline.lastUseByOthers
    owner = timeline.observations.last { $0.owner != nil }?.owner
    scopes = timeline.observations.last { $0.scopes != nil }?.scopes
  }
}

extension Finding {
  /// The finding with what its observations tell. What the value itself proves (`expired`) stands.
  package func observed(_ timeline: ValidityTimeline) -> Finding {
    var finding = self
    finding.probe = ProbeHistory(timeline, exposedSince: exposure.start)
    guard finding.validity != .expired else { return finding }
    finding.validity = timeline.validity
    finding.validityReason = timeline.words
    return finding
  }
}

extension ValidityTimeline {
  /// `provisional: the provider refuses it (GET api.example.com/me, 401, 2026-01-02)`.
  package var words: String {
    let observation = deciding
    let reason = observation.reason?.words ?? observation.validity.rawValue
    let parts = [observation.endpoint, observation.httpStatus.map(String.init), observation.time.date]
    let isProvisional = validity.hasEnded && !isConfirmed && observation.source == .probe
    return (isProvisional ? "provisional: " : "") + reason + " ("
      + parts.compactMap(\.self).joined(separator: ", ") + ")"
  }
}
