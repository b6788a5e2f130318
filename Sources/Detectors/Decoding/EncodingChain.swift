/// How a text holds a value: the encodings around it, the outermost first. Empty where it stands in the clear.
package struct EncodingChain: Sendable, Hashable {
  package enum Layer: UInt32, Sendable, CaseIterable {
    /// RFC 4648, sections 4 and 5, also over several lines.
    case base64 = 1
    /// Pairs of hexadecimal digits.
    case hex
    /// RFC 3986, section 2.1.
    case percent
    /// Backslash escapes of JSON (RFC 8259, section 7) and of program text.
    case escapes
    case utf16

    package var name: String {
      switch self {
      case .base64: "base64"
      case .hex: "hex"
      case .percent: "percent"
      case .escapes: "escapes"
      case .utf16: "utf-16"
      }
    }
  }

  /// Three bits a layer, the outermost in the lowest; ten layers at most, which no search reaches.
  let bits: UInt32

  private init(bits: UInt32) { self.bits = bits }

  package static let plain = EncodingChain(bits: 0)

  package init(_ layers: Layer...) {
    bits = layers.reversed().reduce(0) { $0 << 3 | $1.rawValue }
  }

  package var isPlain: Bool { bits == 0 }
  package var count: Int { (32 - bits.leadingZeroBitCount + 2) / 3 }

  /// The same value where the text around it is encoded once more.
  package func inside(_ layer: Layer) -> EncodingChain { EncodingChain(bits: bits << 3 | layer.rawValue) }

  package var layers: [Layer] { (0..<count).compactMap { Layer(rawValue: bits >> UInt32(3 * $0) & 7) } }

  /// As reports say it: `base64`, `base64 of hex`; nil for plain text.
  package var name: String? { isPlain ? nil : layers.map(\.name).joined(separator: " of ") }
}
