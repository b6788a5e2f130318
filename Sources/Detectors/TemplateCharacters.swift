extension ExampleTemplate.Characters {
  var alphabet: String {
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let digits = "0123456789"
    return switch self {
    case .digits: digits
    case .hex: digits + "abcdef"
    case .upperHex: digits + "ABCDEF"
    case .alnum: digits + upper + lower
    case .alpha: upper + lower
    case .lower: lower
    case .upper: upper
    case .loweralnum: digits + lower
    case .upperalnum: digits + upper
    case .base32: upper + "234567"
    case .base58: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    case .base64: digits + upper + lower + "+/"
    case .base64url: digits + upper + lower + "-_"
    case .bech32: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
    case .word: lower
    // No quotes, white space, or characters with a meaning in addresses, shells and configuration files.
    case .password: digits + upper + lower + "!*+-._~^"
    }
  }

  /// True when the value holds every sort of character that a random one of useful length would hold.
  func isPlausible(_ value: [UInt8]) -> Bool {
    let hasDigit = value.contains { (0x30...0x39).contains($0) }
    let hasUpper = value.contains { (0x41...0x5a).contains($0) }
    let hasLower = value.contains { (0x61...0x7a).contains($0) }
    return switch self {
    case .digits, .lower, .upper, .alpha, .word, .base64, .base64url: true
    case .hex, .upperHex, .loweralnum, .upperalnum, .base32, .bech32: hasDigit && (hasUpper || hasLower)
    case .alnum, .base58: hasDigit && hasUpper && hasLower
    case .password:
      hasDigit && hasUpper && hasLower && value.contains { "!*+-._~^".utf8.contains($0) }
    }
  }
}
