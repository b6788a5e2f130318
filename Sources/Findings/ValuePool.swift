/// Keeps one copy of each text, list and commit that many findings hold. A decoder makes them anew for each finding,
/// which is most of what a merge of many reports would have to remember.
package struct ValuePool: Sendable {
  private var texts: Set<String> = []
  private var lists: Set<[String]> = []
  private var surfaces: Set<[Surface]> = []
  private var commits: Set<CommitSummary> = []

  package init() {}

  /// Swift keeps texts of up to 15 bytes in place: there is nothing to share.
  package mutating func shared(_ text: String) -> String {
    text.utf8.count < 16 ? text : texts.insert(text).memberAfterInsert
  }

  mutating func shared(_ text: String?) -> String? { text.map { shared($0) } }

  mutating func shared(_ list: [String]) -> [String] {
    list.isEmpty ? list : lists.insert(list).memberAfterInsert
  }

  mutating func shared(_ list: [Surface]) -> [Surface] {
    list.isEmpty ? list : surfaces.insert(list).memberAfterInsert
  }

  mutating func shared(_ commit: CommitSummary?) -> CommitSummary? {
    guard let commit else { return nil }
    if let index = commits.firstIndex(of: commit) { return commits[index] }
    let new = CommitSummary(
      id: commit.id, author: shared(commit.author), committer: shared(commit.committer),
      subject: commit.subject, layer: commit.layer)
    commits.insert(new)
    return new
  }

  private mutating func shared(_ signature: Signature) -> Signature {
    Signature(name: shared(signature.name), email: shared(signature.email), date: signature.date)
  }
}

extension Finding {
  /// Takes from the pool what others have as well.
  package mutating func share(_ pool: inout ValuePool) {
    detector = pool.shared(detector)
    redacted = pool.shared(redacted)
    confidenceReasons = pool.shared(confidenceReasons)
    severityReasons = pool.shared(severityReasons)
    surfaces = pool.shared(surfaces)
    validityReason = pool.shared(validityReason)
    refs = pool.shared(refs)
    exposure.share(&pool)
    for index in occurrences.indices { occurrences[index].share(&pool) }
  }
}

extension Exposure {
  fileprivate mutating func share(_ pool: inout ValuePool) {
    firstCommit = pool.shared(firstCommit)
    removedBy = pool.shared(removedBy)
  }
}

extension Occurrence {
  fileprivate mutating func share(_ pool: inout ValuePool) {
    path = pool.shared(path)
    blob = pool.shared(blob)
    key = pool.shared(key)
    introduced = pool.shared(introduced)
    removed = pool.shared(removed)
  }
}
