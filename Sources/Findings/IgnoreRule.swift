/// One entry of an ignore file or of the configuration: what must not count, why, and until when.
package struct IgnoreRule: Sendable, Hashable {
  package enum Subject: Sendable, Hashable {
    /// One secret, wherever it is.
    case fingerprint(Fingerprint)
    /// Whatever lies at these paths and nowhere else.
    case path(PathGlob)
  }
  package let subject: Subject
  /// Only findings of this detector; nil for any.
  package let detector: String?
  package let reason: String?
  /// The rule counts no longer from this moment on.
  package let expires: Timestamp?
  package let source: Suppression.Source
  /// Where it is written: `.leakageignore:7`.
  package let place: String
  /// A standing order, such as an excluded folder: that it matches nothing today is no news.
  package let isStanding: Bool

  package init(
    subject: Subject, detector: String? = nil, reason: String? = nil, expires: Timestamp? = nil,
    source: Suppression.Source, place: String, isStanding: Bool = false
  ) {
    self.subject = subject
    self.detector = detector
    self.reason = reason
    self.expires = expires
    self.source = source
    self.place = place
    self.isStanding = isStanding
  }

  package func isExpired(at now: Timestamp) -> Bool {
    guard let expires else { return false }
    return expires <= now
  }

  func applies(to finding: Finding) -> Bool { detector == nil || detector == finding.detector }

  /// The moment from which an entry `until=2026-12-31` counts no longer: that day is its last, in UTC. Nil
  /// unless `text` is exactly such a date.
  package static func expiry(until text: some StringProtocol) -> Timestamp? {
    guard text.utf8.count == 10, text.utf8.contains(UInt8(ascii: "-")), let day = Timestamp(parsing: text)
    else {
      return nil
    }
    return Timestamp(seconds: day.seconds + 86_400)
  }

  /// True for a pattern that would hide every file there is.
  package static func hidesEverything(_ pattern: String) -> Bool {
    !pattern.isEmpty && pattern.allSatisfy { $0 == "*" || $0 == "/" }
  }
}
