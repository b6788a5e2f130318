/// When the next request may leave: at most so many a second to a host, and so many in all.
package struct RateLimiter: Sendable {
  package typealias Instant = ContinuousClock.Instant

  private let hostInterval: Duration
  private let totalInterval: Duration
  private var nextForHost: [String: Instant] = [:]
  private var nextInAll: Instant?

  /// Requests a second.
  package init(perHost: Double, total: Double) {
    hostInterval = .seconds(1 / perHost)
    totalInterval = .seconds(1 / total)
  }

  /// Takes the next slot and gives its time, which is not before `now`.
  package mutating func take(host: String, now: Instant) -> Instant {
    let slot = max(now, nextForHost[host] ?? now, nextInAll ?? now)
    nextForHost[host] = slot + hostInterval
    nextInAll = slot + totalInterval
    return slot
  }

  /// Nothing goes to the host before that time.
  package mutating func pause(host: String, until time: Instant) {
    nextForHost[host] = max(time, nextForHost[host] ?? time)
  }
}
