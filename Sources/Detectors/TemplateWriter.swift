internal import Findings

/// Writes an example's text.
struct TemplateWriter {
  private var generator: SeededRandom

  init(seed: UInt64) { generator = SeededRandom(seed: seed) }

  mutating func write(_ parts: [ExampleTemplate.Part]) -> [UInt8] {
    var text: [UInt8] = []
    for part in parts { append(part, to: &text) }
    return text
  }

  private mutating func append(_ part: ExampleTemplate.Part, to text: inout [UInt8]) {
    switch part {
    case .literal(let literal): text += literal.utf8
    case .characters(let kind, let count):
      text += characters(kind, count: Int.random(in: count, using: &generator))
    case .repeated(let character, let count):
      text += String(repeating: character, count: Int.random(in: count, using: &generator)).utf8
    case .bytes(let count):
      text += bytes(Int.random(in: count, using: &generator)).map { "\($0)" }.joined(separator: ",").utf8
    case .uuid: text += uuid()
    case .jwt: text += jwt()
    case .pem(let type): text += pem(type)
    case .base64(let inner): text += padded(BitText.base64.encode(write(inner)))
    case .checksum(let checksum):
      text += checksum.suffix(for: token(endOf: text, isBase64: checksum == .azureKey)) ?? []
    }
  }

  /// The token that the text ends in.
  private func token(endOf text: [UInt8], isBase64: Bool) -> ArraySlice<UInt8> {
    let punctuation = isBase64 ? "_-+/" : "_-."
    let start = text.lastIndex { byte in
      !(0x30...0x39).contains(byte) && !(0x41...0x5a).contains(byte) && !(0x61...0x7a).contains(byte)
        && !punctuation.utf8.contains(byte)
    }
    return text[(start.map { $0 + 1 } ?? 0)...]
  }

  private mutating func characters(_ kind: ExampleTemplate.Characters, count: Int) -> [UInt8] {
    switch kind {
    case .word:
      return (0..<count).map { $0 % 2 == 0 ? pick("bdfgklmnprstv") : pick("aeiou") }
    case .base64: return encoded(.base64, count: count)
    case .base64url: return encoded(.base64url, count: count)
    default:
      // A kind with digits and letters always gives both, as real values of any length do.
      while true {
        let value = (0..<count).map { _ in pick(kind.alphabet) }
        if count < 4 || kind.isPlausible(value) { return value }
      }
    }
  }

  private mutating func encoded(_ alphabet: BitText, count: Int) -> [UInt8] {
    let text = alphabet.encode(bytes(count * 6 / 8))
    return text.count == count ? text : text + [pick("AEIMQUYcgkosw048")]
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  private mutating func pick(_ alphabet: String) -> UInt8 {
    let alphabet = alphabet.utf8
    return alphabet[
      alphabet.index(alphabet.startIndex, offsetBy: Int.random(in: 0..<alphabet.count, using: &generator))]
  }

  private mutating func uuid() -> [UInt8] {
    var value = bytes(16)
    value[6] = value[6] & 0x0f | 0x40
    value[8] = value[8] & 0x3f | 0x80
    let digits = value.flatMap { Array(String(UInt16($0) | 0x100, radix: 16).utf8.dropFirst()) }
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { Array(digits[$0]) }
      .joined(separator: [UInt8(ascii: "-")]).map { $0 }
  }

  private mutating func jwt() -> [UInt8] {
    let issued = Int.random(in: 1_600_000_000...1_750_000_000, using: &generator)
    let subject = String(decoding: characters(.digits, count: 10), as: UTF8.self)
    let payload = #"{"sub":"\#(subject)","iat":\#(issued),"exp":\#(issued + 86_400)}"#
    let sections = [Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8), Array(payload.utf8), bytes(32)]
    return Array(sections.map { BitText.base64url.encode($0) }.joined(separator: [UInt8(ascii: ".")]))
  }

  private mutating func pem(_ type: String) -> [UInt8] {
    let size = type.hasPrefix("EC") ? 121 : type.hasPrefix("RSA") ? 1190 : 610
    let head: [UInt8] =
      type.contains("OPENSSH")
      ? Array("openssh-key-v1".utf8) + [0]
      : size < 256
        ? [0x30, UInt8(size - 2)] : [0x30, 0x82, UInt8((size - 4) >> 8), UInt8((size - 4) & 0xff)]
    let body = padded(BitText.base64.encode(head + bytes(size - head.count)))
    var text = Array("-----BEGIN \(type)-----\n".utf8)
    for start in stride(from: 0, to: body.count, by: 64) {
      text += body[start..<min(start + 64, body.count)] + [UInt8(ascii: "\n")]
    }
    return text + Array("-----END \(type)-----".utf8)
  }

  private func padded(_ text: [UInt8]) -> [UInt8] {
    text + [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
  }
}
