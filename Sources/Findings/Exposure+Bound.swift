extension Exposure {
  /// The latest moment at which the secret can have come into being, as far as the dates of its first commit
  /// can be trusted: a lifetime counted from it has certainly passed when it has passed. Nil where nothing
  /// bounds it.
  package var introducedNotAfter: Timestamp? {
    guard let firstCommit else { return nil }
    guard !dateSuspect else { return bounds?.latest }
    return max(firstCommit.author.date, firstCommit.committer.date)
  }
}
