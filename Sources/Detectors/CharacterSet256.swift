/// A set of byte values: one bit each.
package struct CharacterSet256: Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  private init(low: (UInt64, UInt64)) { self.low = low }

  package init(_ ranges: [ClosedRange<UInt8>]) {
    for range in ranges { for byte in range { insert(byte) } }
  }

  package init(ascii text: StaticString, ranges: [ClosedRange<UInt8>] = []) {
    self.init(ranges)
    text.withUTF8Buffer { for byte in $0 { insert(byte) } }
  }

  var inverted: CharacterSet256 {
    var set = self
    set.low = (~low.0, ~low.1)
    set.high = (~high.0, ~high.1)
    return set
  }

  func union(_ other: CharacterSet256) -> CharacterSet256 {
    var set = self
    set.low = (low.0 | other.low.0, low.1 | other.low.1)
    set.high = (high.0 | other.high.0, high.1 | other.high.1)
    return set
  }

  mutating func formUnion(_ other: CharacterSet256) { self = union(other) }

  private mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  @inline(__always)
  package func contains(_ byte: UInt8) -> Bool {
    let word =
      byte & 0x80 == 0 ? (byte & 0x40 == 0 ? low.0 : low.1) : (byte & 0x40 == 0 ? high.0 : high.1)
    return (word >> UInt64(byte & 63)) & 1 != 0
  }

  private static let digit: ClosedRange<UInt8> = 0x30...0x39
  private static let upper: ClosedRange<UInt8> = 0x41...0x5A
  private static let lower: ClosedRange<UInt8> = 0x61...0x7A

  /// `A-Za-z0-9_`
  package static let word = CharacterSet256(ascii: "_", ranges: [digit, upper, lower])
  /// What a name may be made of: `A-Za-z0-9_.-`
  package static let name = CharacterSet256(ascii: "_.-", ranges: [digit, upper, lower])
  /// The characters of both alphabets of RFC 4648, without padding: `A-Za-z0-9+/_-`. Written out, so that asking it
  /// takes no check whether it has been made: it is asked in inner loops.
  package static let base64Any = CharacterSet256(low: (0x03FF_A800_0000_0000, 0x07FF_FFFE_87FF_FFFE))
  /// Blanks, line ends, quotes and the other marks that may stand between the lines of one encoded text, written out
  /// for the same reason: `.`, `&`, `,` and the backslash.
  static let stretchSeparator = CharacterSet256(low: (0x0000_50C5_0000_2600, 0x0000_0001_1000_0000))
  package static let quote = CharacterSet256(ascii: "\"'`")

  static func of(_ charset: Detector.Charset) -> CharacterSet256 {
    switch charset {
    case .digits: CharacterSet256([digit])
    case .hex: CharacterSet256([digit, 0x41...0x46, 0x61...0x66])
    case .alphanumeric: CharacterSet256([digit, upper, lower])
    case .lowerAlphanumeric: CharacterSet256([digit, lower])
    case .base64: CharacterSet256(ascii: "+/=", ranges: [digit, upper, lower])
    case .base64url: CharacterSet256(ascii: "_-", ranges: [digit, upper, lower])
    case .token: CharacterSet256(ascii: "_.~+/=-", ranges: [digit, upper, lower])
    case .printable: CharacterSet256([0x21...0x21, 0x23...0x26, 0x28...0x5B, 0x5D...0x5F, 0x61...0x7E])
    case .uuid: CharacterSet256(ascii: "-", ranges: [digit, 0x41...0x46, 0x61...0x66])
    }
  }
}
