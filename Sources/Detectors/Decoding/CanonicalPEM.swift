/// One form for a PEM block (RFC 7468) however a file holds it: indented, on one line, as lines of quoted strings, with
/// `\n` for its line ends, behind comment signs or the marks of a patch. Without it the same key would be another
/// secret in every file.
struct CanonicalPEM {
  private var lines: [[UInt8]] = []

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let dashes = Array("-----".utf8)
  /// Bytes of base64 on a line (RFC 7468, section 2).
  private static let lineLength = 64

  /// Nil for what is no PEM block.
  static func canonical(_ value: [UInt8]) -> [UInt8]? {
    guard value.starts(with: begin) else { return nil }
    let text = unescaped(value)
    guard let labelEnd = index(of: dashes, in: text, from: begin.count),
      let bodyEnd = index(of: end, in: text, from: labelEnd + dashes.count)
    else { return nil }
    let label = text[begin.count..<labelEnd]
    var block = CanonicalPEM()
    block.readLines(text[labelEnd + dashes.count..<bodyEnd])
    return begin + label + dashes + [0x0A] + block.body(hasChecksum: label.starts(with: Array("PGP ".utf8)))
      + end + label + dashes
  }

  private static func index(of part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard start <= text.count - part.count else { return nil }
    return (start...text.count - part.count).first { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  /// With line ends for `\n`, however many backslashes it has, and without all others.
  private static func unescaped(_ value: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var position = 0
    value.withUnsafeBytes { bytes in
      while position < bytes.count {
        guard bytes[position] == UInt8(ascii: "\\") else {
          text.append(bytes[position])
          position += 1
          continue
        }
        while position < bytes.count, bytes[position] == UInt8(ascii: "\\") { position += 1 }
        guard position < bytes.count else { break }
        switch bytes[position] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
          text.append(0x0A)
          position += 1
        case UInt8(ascii: "u"):
          guard let byte = HexDigit.pair(bytes, at: position + 3, limit: bytes.count) else { continue }
          text.append(byte)
          position += 5
        default: break
        }
      }
    }
    return text
  }

  /// Lines without what stands around them.
  private mutating func readLines(_ body: ArraySlice<UInt8>) {
    let isQuoted = body.reduce(0) { $0 + (CharacterSet256.quote.contains($1) ? 1 : 0) } % 2 == 0
    var line: [UInt8] = []
    var isOutside = false
    for byte in body + [0x0A] {
      if CharacterSet256.quote.contains(byte) {
        // Between two strings stands what joins them.
        if isQuoted { isOutside.toggle() }
      } else if byte == 0x0A || byte == 0x0D {
        lines.append(line)
        line = []
      } else if !isOutside, !(line.isEmpty && byte <= 0x20) {
        line.append(byte)
      }
    }
    lines = lines.map { line in
      Array(line.reversed().drop { $0 <= 0x20 || $0 == UInt8(ascii: ",") }.reversed())
    }
    lines.removeAll(where: \.isEmpty)
    while let mark = commonMark() {
      lines = lines.map { line in Array(line.drop { $0 == mark }.drop { $0 <= 0x20 }) }
      lines.removeAll(where: \.isEmpty)
    }
  }

  /// The comment sign or the like that all lines begin with.
  private func commonMark() -> UInt8? {
    guard lines.count > 2, let mark = lines[0].first, "+#>*/;".utf8.contains(mark) else { return nil }
    return lines.allSatisfy { $0.first == mark } ? mark : nil
  }

  /// Headers, then the base64 text in lines of one length.
  private func body(hasChecksum: Bool) -> [UInt8] {
    let headers = lines.filter { $0.contains(UInt8(ascii: ":")) }
    var rest = lines.filter { !$0.contains(UInt8(ascii: ":")) }
    var checksum: [UInt8]?
    if hasChecksum, let last = rest.last, last.first == UInt8(ascii: "="), last.count == 5 {
      checksum = rest.popLast()
    }
    let text = rest.joined().filter { CharacterSet256.base64Any.contains($0) || $0 == UInt8(ascii: "=") }
    var result: [UInt8] = []
    for header in headers { result += header + [0x0A] }
    if !headers.isEmpty { result.append(0x0A) }
    for start in stride(from: 0, to: text.count, by: CanonicalPEM.lineLength) {
      result += text[start..<min(start + CanonicalPEM.lineLength, text.count)] + [0x0A]
    }
    if let checksum { result += checksum + [0x0A] }
    return result
  }
}
