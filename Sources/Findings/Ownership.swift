/// Who answers for the files that hold a secret, as their repository says. Claims of the repository, not facts.
package struct Ownership: Codable, Sendable, Hashable {
  /// By the CODEOWNERS file of HEAD, of the places in HEAD or else of the last place: names as they are written there,
  /// sorted.
  package var codeOwners: [String]
  /// Who committed the last change, on the way to HEAD, of the first file in HEAD that holds it; nil where none does.
  package var lastCommitter: Signature?

  package init(codeOwners: [String] = [], lastCommitter: Signature? = nil) {
    self.codeOwners = codeOwners
    self.lastCommitter = lastCommitter
  }

  package var isEmpty: Bool { codeOwners.isEmpty && lastCommitter == nil }

  /// Of the same secret in two repositories: all owners, and the later committer.
  package func joined(with other: Ownership) -> Ownership {
    let committers = [lastCommitter, other.lastCommitter].compactMap(\.self)
    return Ownership(
      codeOwners: Set(codeOwners + other.codeOwners).sorted(),
      lastCommitter: committers.max { ($0.date, $0.name, $0.email) < ($1.date, $1.name, $1.email) })
  }
}
