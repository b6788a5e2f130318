/// What history shows about a secret's replacement.
package enum Rotation: String, Codable, Sendable, CaseIterable {
  /// Still the value in place.
  case none
  /// Another secret of the same detector took its place at the same path and key.
  case superseded
  /// Deleted (or replaced by a reference); no successor seen.
  case removed
}

/// One step in a secret's life that git history proves.
package struct RotationEvent: Codable, Sendable, Hashable {
  package enum Kind: String, Codable, Sendable {
    /// Another value of the same detector took its place.
    case superseded
    /// A reference such as `${NAME}` took its place.
    case replacedByReference
    /// The line or the file went away.
    case removed
    /// The same value came back after it was gone: disproves a rotation.
    case reintroduced
  }
  package let kind: Kind
  package let commit: CommitSummary
  package let path: String
  /// Fingerprint of the value that took its place, for `superseded`.
  package let successor: Fingerprint?
  /// The reference that took its place, such as `${DB_PASSWORD}`, for `replacedByReference`.
  package let reference: String?

  package init(
    kind: Kind, commit: CommitSummary, path: String, successor: Fingerprint? = nil, reference: String? = nil
  ) {
    self.kind = kind
    self.commit = commit
    self.path = path
    self.successor = successor
    self.reference = reference
  }
}
