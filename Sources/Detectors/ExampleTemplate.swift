/// A text with placeholders for generated characters, so that no example looks like a leaked secret where it is
/// written. `docs/detectors.md` lists the placeholders.
package struct ExampleTemplate: Sendable, Hashable {
  /// As it was written.
  package let source: String
  let parts: [Part]

  package init(_ source: String) throws(SyntaxError) {
    var parser = TemplateParser(source)
    self.source = source
    parts = try parser.parts()
  }

  /// The text with all placeholders filled: the same for the same seed.
  package func text(seed: UInt64) -> String {
    var digest = Digest()
    digest.add(source.utf8)
    var writer = TemplateWriter(seed: digest.value ^ seed &* 0x9e37_79b9_7f4a_7c15)
    return String(decoding: writer.write(parts), as: UTF8.self)
  }

  package struct SyntaxError: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  enum Part: Sendable, Hashable {
    case literal(String)
    case characters(Characters, ClosedRange<Int>)
    case repeated(Character, ClosedRange<Int>)
    /// Numbers from 0 to 255 with commas between them.
    case bytes(ClosedRange<Int>)
    case uuid
    case jwt
    /// A PEM block of that type.
    case pem(String)
    case base64([Part])
    case checksum(Checksum)
  }

  enum Characters: String, Sendable, CaseIterable {
    case digits, hex, alnum, lower, loweralnum, upperalnum, base32, base58, base64, base64url, bech32
    case alpha, word, password
    case upperHex = "HEX"
    case upper = "UPPER"
  }
}
