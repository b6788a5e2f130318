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

/// The part of a commit that a report shows. One commit brings many secrets, and one secret names its commits many
/// times: copies share one object.
package struct CommitSummary: Sendable, Hashable {
  /// Object id, 40 (or 64) lower-case hexadecimal digits.
  package var id: String { fields.value.id }
  package var author: Signature { fields.value.author }
  package var committer: Signature { fields.value.committer }
  /// First line of the message, control characters escaped.
  package var subject: String { fields.value.subject }

  private let fields: Boxed<Fields>

  private struct Fields: Codable, Sendable, Hashable {
    let id: String
    let author: Signature
    let committer: Signature
    let subject: String
  }

  package init(id: String, author: Signature, committer: Signature, subject: String) {
    fields = Boxed(Fields(id: id, author: author, committer: committer, subject: subject))
  }
}

extension CommitSummary: Codable {
  package init(from decoder: any Decoder) throws { fields = try Boxed(from: decoder) }

  package func encode(to encoder: any Encoder) throws { try fields.encode(to: encoder) }
}
