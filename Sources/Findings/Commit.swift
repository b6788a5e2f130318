/// Who and when, as a commit's header has it. Claims, not facts: the client sets them.
package struct Signature: Codable, Sendable, Hashable {
  package let name: String
  package let email: String
  package let date: Timestamp

  package init(name: String, email: String, date: Timestamp) {
    self.name = name
    self.email = email
    self.date = date
  }
}

/// The part of a commit that a report shows.
package struct CommitSummary: Codable, Sendable, Hashable {
  /// Object id, 40 (or 64) lower-case hexadecimal digits.
  package let id: String
  package let author: Signature
  package let committer: Signature
  /// First line of the message, control characters escaped.
  package let subject: String

  package init(id: String, author: Signature, committer: Signature, subject: String) {
    self.id = id
    self.author = author
    self.committer = committer
    self.subject = subject
  }
}
