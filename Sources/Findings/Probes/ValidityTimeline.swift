/// What a credential's observations tell of its life, all of them together.
///
/// One dead answer is provisional, a second on another day (UTC) confirms it, and a later live one reopens. An
/// inconclusive answer changes nothing.
package struct ValidityTimeline: Sendable, Hashable {
  /// Sorted by time.
  package let observations: [Observation]
  /// Of the last conclusive observation, else of the last.
  package private(set) var validity: Validity
  package private(set) var lastSeenLive: Timestamp?
  /// The first dead answer since the last live one.
  package private(set) var firstSeenDead: Timestamp?
  /// Dead answers on two days, with no live one since.
  package private(set) var isConfirmed = false
  /// How often it was live again after a dead answer.
  package private(set) var reopenings = 0

  /// Nil for no observation.
  package init?(_ observations: [Observation]) {
    guard !observations.isEmpty else { return nil }
    self.observations = observations.sorted { $0.time < $1.time }
    validity = self.observations.last?.validity ?? .unknown
    for observation in self.observations { take(observation) }
  }

  private mutating func take(_ observation: Observation) {
    switch observation.validity {
    case .live, .limited:
      if firstSeenDead != nil { reopenings += 1 }
      firstSeenDead = nil
      isConfirmed = false
      lastSeenLive = observation.time
      validity = observation.validity
    case .dead, .expired:
      if let first = firstSeenDead {
        if first.date != observation.time.date { isConfirmed = true }
      } else {
        firstSeenDead = observation.time
      }
      validity = observation.validity
    case .unknown, .unprobeable, .unprobed:
      if lastSeenLive == nil, firstSeenDead == nil { validity = observation.validity }
    }
  }

  package var last: Observation { observations[observations.count - 1] }

  /// The last observation that told `validity`.
  package var deciding: Observation { observations.last { $0.validity == validity } ?? last }

  /// When it stopped working, as far as is known: after `earliest` and not after `latest`. Nil while it works.
  package var death: DateBounds? {
    firstSeenDead.map { DateBounds(earliest: lastSeenLive, latest: $0) }
  }

  /// For how many days it worked from `start` on: at least and at most. Never alive in our sight: from 0.
  package func timeToRevocation(since start: Timestamp) -> ClosedRange<Int>? {
    guard let dead = firstSeenDead else { return nil }
    let most = start.days(until: dead)
    return min(most, lastSeenLive.map { start.days(until: $0) } ?? 0)...most
  }
}

extension ValidityTimeline {
  /// Seconds around one of our probes in which a use is taken for it: providers write it down with some delay.
  private static let ownUse: Int64 = 600

  /// The latest use that a provider told and that is not our own. A date without a time is ours when we asked on that
  /// day.
  package var lastUseByOthers: Timestamp? {
    let probes = observations.filter { $0.source == .probe }.map(\.time)
    return observations.compactMap(\.lastUsed).filter { use in
      !probes.contains { probe in
        use.seconds % 86_400 == 0 ? use.date == probe.date : abs(use.seconds - probe.seconds) <= Self.ownUse
      }
    }.max()
  }
}
