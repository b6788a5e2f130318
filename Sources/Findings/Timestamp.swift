/// A point in time as git records it: whole seconds since 1970-01-01T00:00:00Z, and the zone it was written in.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Seconds since the Unix epoch; negative before 1970.
  package let seconds: Int64
  /// Minutes east of UTC, as the author wrote it. Order and equality of instants ignore it.
  package var zoneMinutes: Int { Int(zone) }
  /// Two bytes, as a report holds many times.
  private let zone: Int16

  package init(seconds: Int64, zoneMinutes: Int = 0) {
    self.seconds = seconds
    zone = Int16(clamping: zoneMinutes)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
  package static func == (left: Timestamp, right: Timestamp) -> Bool { left.seconds == right.seconds }
  package func hash(into hasher: inout Hasher) { hasher.combine(seconds) }

  /// Whole days from `self` to `later`, rounded down; 0 when `later` is earlier.
  package func days(until later: Timestamp) -> Int { max(0, Int((later.seconds - seconds) / 86_400)) }
}
