/// Bytes written with a fixed number of bits per character, highest bit first (RFC 4648), without padding.
struct BitText {
  let bits: Int
  private let alphabet: [UInt8]
  private let values: [UInt8?]

  static let base64 = BitText(bits: 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  static let base64url = BitText(bits: 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
  static let base32 = BitText(bits: 5, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  private init(bits: Int, _ alphabet: String) {
    self.bits = bits
    self.alphabet = Array(alphabet.utf8)
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in self.alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    self.values = values
  }

  /// Spare bits at the end are zero.
  func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var buffer = 0
    var filled = 0
    for byte in bytes {
      buffer = (buffer << 8 | Int(byte)) & 0xffff
      filled += 8
      while filled >= bits {
        filled -= bits
        text.append(alphabet[buffer >> filled & (1 << bits - 1)])
      }
    }
    if filled > 0 { text.append(alphabet[buffer << (bits - filled) & (1 << bits - 1)]) }
    return text
  }

  /// Nil on any other character. The bits behind the last whole byte are given back beside the bytes.
  func decode(_ text: some Sequence<UInt8>) -> (bytes: [UInt8], spare: UInt8, spareBits: Int)? {
    var bytes: [UInt8] = []
    var buffer = 0
    var filled = 0
    for character in text {
      guard let value = values[Int(character)] else { return nil }
      buffer = (buffer << bits | Int(value)) & 0xffff
      filled += bits
      guard filled >= 8 else { continue }
      filled -= 8
      bytes.append(UInt8(truncatingIfNeeded: buffer >> filled))
    }
    return (bytes, UInt8(buffer & (1 << filled - 1)), filled)
  }

  /// What follows `body` when its bits, filled up with zeros to a byte, are continued with `tail`.
  func continuation(of body: [UInt8], tail: ([UInt8]) -> [UInt8]) -> [UInt8]? {
    guard let decoded = decode(body) else { return nil }
    var bytes = decoded.bytes
    if decoded.spareBits > 0 { bytes.append(decoded.spare << (8 - decoded.spareBits)) }
    return Array(encode(bytes + tail(bytes)).dropFirst(body.count))
  }

  /// The bytes of a text that nothing else would be written as; nil for any other text.
  func canonicalBytes(_ text: [UInt8]) -> [UInt8]? {
    guard let decoded = decode(text), decoded.spareBits < bits, decoded.spare == 0 else { return nil }
    return decoded.bytes
  }
}
