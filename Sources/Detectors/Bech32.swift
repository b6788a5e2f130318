/// Bech32 (BIP-173): a readable part, `1`, data, and six characters of BCH code; all in one case.
enum Bech32 {
  static func accepts(_ value: [UInt8]) -> Bool {
    guard let words = words(value), words.count > 6 else { return false }
    return polymod(words) == 1
  }

  static func suffix(for body: [UInt8]) -> [UInt8]? {
    guard let words = words(body) else { return nil }
    let code = polymod(words + [UInt8](repeating: 0, count: 6)) ^ 1
    let isUpper = !body.contains { (0x61...0x7a).contains($0) }
    return (0..<6).map { index in
      let character = alphabet[Int(code >> UInt32(5 * (5 - index)) & 31)]
      return isUpper && character >= 0x61 ? character - 0x20 : character
    }
  }

  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// The readable part, spread as the standard says, and the data as five-bit words.
  private static func words(_ text: [UInt8]) -> [UInt8]? {
    let isMixed = text.contains { (0x61...0x7a).contains($0) } && text.contains { (0x41...0x5a).contains($0) }
    let lower = text.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
    guard !isMixed, let separator = lower.lastIndex(of: UInt8(ascii: "1")), separator > 0 else { return nil }
    let readable = lower[..<separator]
    var words = readable.map { $0 >> 5 } + [0] + readable.map { $0 & 31 }
    for character in lower[(separator + 1)...] {
      guard let word = alphabet.firstIndex(of: character) else { return nil }
      words.append(UInt8(word))
    }
    return words
  }

  private static func polymod(_ words: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    return words.reduce(1) { code, word in
      let top = code >> 25
      let shifted = (code & 0x1ff_ffff) << 5 ^ UInt32(word)
      return generator.indices.reduce(shifted) { top >> UInt32($1) & 1 == 1 ? $0 ^ generator[$1] : $0 }
    }
  }
}
