/// From the first commit that held the secret to now, or to the last that did.
package struct Exposure: Codable, Sendable, Hashable {
  /// The earliest commit that holds the secret, by topology first and by date between unrelated commits.
  /// Nil when the secret is only in uncommitted or unreachable content.
  package internal(set) var firstCommit: CommitSummary?
  /// When exposure began: the committer date of `firstCommit`, or, where that date lies, the bound that the
  /// ancestors allow. Nil when nothing dates it (uncommitted content).
  package let start: Timestamp?
  /// Author date of `firstCommit`, which may be older: a rebase or cherry-pick rewrites the committer date.
  package let authored: Timestamp?
  /// When the last copy left the tips, if it did.
  package let removedAt: Timestamp?
  /// The commit that took the last copy away.
  package internal(set) var removedBy: CommitSummary?
  /// Exposure may have started earlier: history is cut off at a shallow boundary.
  package let isAtLeast: Bool
  /// The claimed date lies in the future, before 2005, or before a parent's by more than a day.
  package let dateSuspect: Bool
  /// With `dateSuspect`: the earliest and latest start that ancestors and descendants allow.
  package let bounds: DateBounds?

  package init(
    firstCommit: CommitSummary? = nil, start: Timestamp? = nil, authored: Timestamp? = nil,
    removedAt: Timestamp? = nil, removedBy: CommitSummary? = nil, isAtLeast: Bool = false,
    dateSuspect: Bool = false, bounds: DateBounds? = nil
  ) {
    self.firstCommit = firstCommit
    self.start = start
    self.authored = authored
    self.removedAt = removedAt
    self.removedBy = removedBy
    self.isAtLeast = isAtLeast
    self.dateSuspect = dateSuspect
    self.bounds = bounds
  }

  /// Days from the start to `now`, or nil where nothing dates it.
  package func age(at now: Timestamp) -> Int? { start?.days(until: now) }
}

/// A date that is only known to lie between two others.
package struct DateBounds: Codable, Sendable, Hashable {
  package let earliest: Timestamp?
  package let latest: Timestamp?

  package init(earliest: Timestamp?, latest: Timestamp?) {
    self.earliest = earliest
    self.latest = latest
  }
}

/// Dates that the value itself tells, without any network.
package struct CarriedDates: Codable, Sendable, Hashable {
  package let created: Timestamp?
  package let notBefore: Timestamp?
  package let expires: Timestamp?
  /// Where the dates come from: `jwt`, `x509`, `uuid-v7`, `ulid`, `snowflake`, `azure-key`, ….
  package let source: String
  /// True when the field's meaning is read off values, not documented by the provider.
  package let isInferred: Bool

  package init(
    created: Timestamp? = nil, notBefore: Timestamp? = nil, expires: Timestamp? = nil, source: String,
    isInferred: Bool = false
  ) {
    self.created = created
    self.notBefore = notBefore
    self.expires = expires
    self.source = source
    self.isInferred = isInferred
  }
}
