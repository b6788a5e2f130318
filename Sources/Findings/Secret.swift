/// A credential's value. It prints, dumps and reflects as a redaction only; `reveal()` is the one way to the
/// bytes and is called where the user asked for it by flag.
package struct Secret: Hashable, Sendable {
  private let bytes: [UInt8]
  /// How many leading bytes are the provider's public prefix (such as `ghp_`), and may be shown.
  private let publicPrefix: Int

  package init(_ bytes: some Sequence<UInt8>, publicPrefix: Int = 0) {
    self.bytes = Array(bytes)
    self.publicPrefix = max(0, min(publicPrefix, self.bytes.count / 2, 12))
  }

  /// Length in bytes.
  package var count: Int { bytes.count }

  /// The provider's prefix and the length: `ghp_… (40 chars)`.
  package var redacted: String {
    let prefix = String(decoding: bytes.prefix(publicPrefix), as: UTF8.self)
    return "\(prefix)… (\(bytes.count) chars)"
  }

  /// The whole value.
  package func reveal() -> [UInt8] { bytes }

  package static func == (left: Secret, right: Secret) -> Bool { left.bytes == right.bytes }
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { redacted }
  package var debugDescription: String { redacted }
  package var customMirror: Mirror { Mirror(self, children: ["redacted": redacted]) }
}
