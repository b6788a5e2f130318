import Detectors
import Foundation

/// Ways to write a text, with the place where a byte of it lands.
enum TextEncoder: String, CaseIterable, Sendable {
  case base64, base64url, mimeLines, indentedLines, stringLines, joinedStrings, hex, upperHex, hexLines,
    hexEscapes
  case percentAll, percentSome, unicodeEscapes

  var layer: EncodingChain.Layer {
    switch self {
    case .base64, .base64url, .mimeLines, .indentedLines, .stringLines, .joinedStrings: .base64
    case .hex, .upperHex, .hexLines: .hex
    case .hexEscapes, .unicodeEscapes: .escapes
    case .percentAll, .percentSome: .percent
    }
  }

  /// Lines of characters, what stands before each line, what between two.
  private var lines: (length: Int, separator: String)? {
    switch self {
    case .mimeLines: (76, "\r\n")
    case .indentedLines: (64, "\n      ")
    case .stringLines: (60, "\\n")
    case .joinedStrings: (64, "\" +\n    \"")
    case .hexLines: (60, "\n")
    default: nil
    }
  }

  func encode(_ bytes: [UInt8]) -> [UInt8] { broken(Array(digits(bytes).utf8)) }

  /// Offset in the encoded form of the character that holds the first bits of the byte at `offset`.
  func place(of offset: Int, in bytes: [UInt8]) -> Int {
    switch self {
    case .hexEscapes: return 4 * offset
    case .unicodeEscapes: return 6 * offset
    case .percentAll: return 3 * offset
    case .percentSome: return digits(Array(bytes[..<offset])).utf8.count
    default: break
    }
    let character = layer == .hex ? 2 * offset : offset * 8 / 6
    guard let lines else { return character }
    return character + character / lines.length * lines.separator.utf8.count
  }

  private func broken(_ characters: [UInt8]) -> [UInt8] {
    guard let lines else { return characters }
    return Array(
      stride(from: 0, to: characters.count, by: lines.length)
        .map { characters[$0..<min($0 + lines.length, characters.count)] }
        .joined(separator: Array(lines.separator.utf8)))
  }

  private func digits(_ bytes: [UInt8]) -> String {
    switch self {
    case .base64, .mimeLines, .indentedLines, .stringLines, .joinedStrings: Data(bytes).base64EncodedString()
    case .base64url:
      Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
        "=", with: "")
    case .hex, .hexLines: bytes.map { TextEncoder.hex($0) }.joined()
    case .upperHex: bytes.map { TextEncoder.hex($0).uppercased() }.joined()
    case .hexEscapes: bytes.map { "\\x" + TextEncoder.hex($0) }.joined()
    case .unicodeEscapes: bytes.map { "\\u00" + TextEncoder.hex($0) }.joined()
    case .percentAll: bytes.map { "%" + TextEncoder.hex($0) }.joined()
    case .percentSome:
      bytes.map { byte in
        byte.isUnreserved ? String(UnicodeScalar(byte)) : "%" + TextEncoder.hex(byte).uppercased()
      }.joined()
    }
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}

extension UInt8 {
  /// RFC 3986, section 2.3.
  fileprivate var isUnreserved: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
      || "-._~".utf8.contains(self)
  }
}

/// A text in several encodings, the innermost first.
struct LayeredText {
  private(set) var bytes: [UInt8]
  private var layers: [EncodingChain.Layer] = []
  private var optional: [Bool] = []
  private var maps: [(Int) -> Int] = []

  init(_ text: String, _ encoders: [TextEncoder]) {
    bytes = Array(text.utf8)
    for encoder in encoders {
      let inner = bytes
      maps.append { encoder.place(of: $0, in: inner) }
      bytes = encoder.encode(inner)
      layers.append(encoder.layer)
      optional.append(encoder == .percentSome)
    }
  }

  /// Where the innermost text's byte at `offset` stands.
  func place(of offset: Int) -> Int { maps.reduce(offset) { $1($0) } }

  /// As a report may say it: percent-encoding that changed nothing of a value is no layer of it.
  var names: Set<String> {
    var chains: [[EncodingChain.Layer]] = [[]]
    for (layer, isOptional) in zip(layers, optional) {
      chains = chains.map { [layer] + $0 } + (isOptional ? chains : [])
    }
    return Set(chains.map { $0.map(\.name).joined(separator: " of ") })
  }
}
