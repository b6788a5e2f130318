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

  /// Set where it is a step of a container image's build: its id is then the SHA-256 of the layer, or of the image's
  /// configuration for a step that made none; its subject the instruction.
  package var layer: LayerMark? { fields.value.layer }
  /// Nil where nothing that can be believed dates it, which only happens to layers.
  package var date: Timestamp? { layer?.isDated == false ? nil : committer.date }

  private let fields: Boxed<Fields>

  private struct Fields: Codable, Sendable, Hashable {
    let id: String
    let author: Signature
    let committer: Signature
    let subject: String
    let layer: LayerMark?
  }

  package init(
    id: String, author: Signature, committer: Signature, subject: String, layer: LayerMark? = nil
  ) {
    fields = Boxed(Fields(id: id, author: author, committer: committer, subject: subject, layer: layer))
  }
}

/// Where a step stands in a container image's history.
package struct LayerMark: Codable, Sendable, Hashable {
  /// From 1, those that only change the configuration counted as well.
  package let step: Int
  /// False for a step that made no layer, such as `ENV`.
  package let hasFiles: Bool
  /// False where the image dates the step not at all, or as reproducible builds do: all in 1970.
  package let isDated: Bool

  package init(step: Int, hasFiles: Bool, isDated: Bool) {
    self.step = step
    self.hasFiles = hasFiles
    self.isDated = isDated
  }
}

extension CommitSummary: Codable {
  package init(from decoder: any Decoder) throws { fields = try Boxed(from: decoder) }

  package func encode(to encoder: any Encoder) throws { try fields.encode(to: encoder) }
}
