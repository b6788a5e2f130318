internal import Crypto
package import Findings

/// Names secrets without revealing them: HMAC-SHA256 under a key, over an encoding in which no two different
/// credentials look alike.
///
/// The message is the domain `leakage/fingerprint/1`, then detector id, value, number of companions, and each
/// companion's role and value, sorted by role. Every string has its length before it, as eight bytes, most
/// significant first, so that no byte can move from one field to the next.
package struct Fingerprinter: Sendable {
  private let key: SymmetricKey

  package init(key: FingerprintKey) { self.key = SymmetricKey(data: key.bytes) }

  /// `companions` are the other secret values of the credential, by role. A host or a user name is no part of
  /// the identity: leave it out.
  package func fingerprint(
    detector: String, value: some Collection<UInt8>, companions: [String: [UInt8]] = [:]
  ) -> Fingerprint {
    var message = Message(domain: "leakage/fingerprint/1")
    message.append(detector.utf8)
    message.append(value)
    message.append(count: companions.count)
    for (role, companion) in companions.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      message.append(role.utf8)
      message.append(companion)
    }
    return Fingerprint(code: Array(HMAC<SHA256>.authenticationCode(for: message.bytes, using: key)))
  }

  /// Sixteen hexadecimal digits that tell whether two files were made with the same key.
  package var keyID: String {
    let message = Message(domain: "leakage/key-id/1")
    let code = Array(HMAC<SHA256>.authenticationCode(for: message.bytes, using: key))
    return String(Fingerprint(code: code).description.prefix(16))
  }
}

private struct Message {
  private(set) var bytes: [UInt8] = []

  init(domain: String) { append(domain.utf8) }

  mutating func append(_ field: some Collection<UInt8>) {
    append(count: field.count)
    bytes.append(contentsOf: field)
  }

  mutating func append(count: Int) {
    withUnsafeBytes(of: UInt64(count).bigEndian) { bytes.append(contentsOf: $0) }
  }
}
