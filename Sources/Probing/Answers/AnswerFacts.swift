internal import Crypto
package import Detectors
package import Findings

/// What an answer tells besides the verdict.
package struct AnswerFacts: Sendable, Hashable {
  package var created: Timestamp?
  package var expires: Timestamp?
  package var lastUsed: Timestamp?
  /// Masked.
  package var owner: String?
  /// Names of rights, separated by spaces.
  package var scopes: String?

  package init() {}

  package init(_ answer: ProbeAnswer, by fields: Probe.Fields, mask: OwnerMask, hiding parts: CredentialParts)
  {
    created = Self.time(fields.created, answer)
    expires = Self.time(fields.expires, answer)
    lastUsed = Self.time(fields.lastUsed, answer)
    owner = fields.owner.flatMap { answer.field($0) }.map { mask.masked($0) }
    scopes = fields.scopes.flatMap { answer.field($0) }.flatMap { ScopeText.names(in: $0, hiding: parts) }
  }

  private static func time(_ field: String?, _ answer: ProbeAnswer) -> Timestamp? {
    field.flatMap { answer.field($0) }.flatMap { AnswerDate.time($0) }
  }
}

/// Names owners without telling them.
package struct OwnerMask: Sendable {
  private let key: SymmetricKey

  package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  /// `ad…-3f2a91c0`: the first two characters and a keyed hash. Text that may be a secret is not shown at all.
  package func masked(_ owner: String) -> String {
    let start = owner.unicodeScalars.prefix(2).filter { $0.isASCII && $0.value > 0x20 && $0.value < 0x7f }
    return String(String.UnicodeScalarView(start)) + "…-" + hash(owner).prefix(8)
  }

  package func hash(_ text: String) -> String {
    AWSSignature.hex(
      Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)).prefix(8).map { $0 })
  }
}
