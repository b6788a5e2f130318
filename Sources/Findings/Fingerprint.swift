/// A keyed hash that names a secret without revealing it: HMAC-SHA256 over detector and value, in lower-case
/// hexadecimal, cut to 32 digits (128 bits).
package struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  /// Nil unless `text` is 32 lower-case hexadecimal digits.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 32,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    description = String(text)
  }

  /// From at least 16 bytes of a message authentication code.
  package init(code: some Collection<UInt8>) {
    precondition(code.count >= 16, "a fingerprint needs 16 bytes")
    let digits = Array("0123456789abcdef".utf8)
    description = String(
      decoding: code.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  package static func < (left: Fingerprint, right: Fingerprint) -> Bool {
    left.description < right.description
  }
}

extension Fingerprint: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Fingerprint(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a fingerprint: \(text)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
