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
package struct CommitSummary: Sendable {
  /// Object id, 40 (or 64) lower-case hexadecimal digits.
  package var id: String { shared.id }
  package var author: Signature { shared.author }
  package var committer: Signature { shared.committer }
  /// First line of the message, control characters escaped.
  package var subject: String { shared.subject }

  private let shared: Shared

  private final class Shared: Sendable {
    let id: String
    let author: Signature
    let committer: Signature
    let subject: String

    init(_ id: String, _ author: Signature, _ committer: Signature, _ subject: String) {
      self.id = id
      self.author = author
      self.committer = committer
      self.subject = subject
    }
  }

  package init(id: String, author: Signature, committer: Signature, subject: String) {
    shared = Shared(id, author, committer, subject)
  }
}

extension CommitSummary: Hashable {
  package static func == (left: CommitSummary, right: CommitSummary) -> Bool {
    left.shared === right.shared
      || left.id == right.id && left.author == right.author && left.committer == right.committer
        && left.subject == right.subject
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension CommitSummary: Codable {
  private enum CodingKeys: String, CodingKey { case id, author, committer, subject }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id), author: try container.decode(Signature.self, forKey: .author),
      committer: try container.decode(Signature.self, forKey: .committer),
      subject: try container.decode(String.self, forKey: .subject))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(author, forKey: .author)
    try container.encode(committer, forKey: .committer)
    try container.encode(subject, forKey: .subject)
  }
}
