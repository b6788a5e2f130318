/// A PEM block as it is met in source, configuration and environment files: with line ends that are escaped,
/// indented, or inside quotes.
struct PEMBlock {
  let label: String
  /// Encapsulated headers (RFC 1421, section 4.4), such as `DEK-Info`.
  let headers: [String: String]
  /// The base64 text of the body.
  let text: [UInt8]

  /// The first block with that label, or with any.
  init?(in value: [UInt8], labelled wanted: String? = nil) {
    guard let label = wanted ?? PEMText.label(in: value), let range = PEMText.range(of: label, in: value)
    else {
      return nil
    }
    let frame = label.utf8.count
    let inner = value[(range.lowerBound + frame + 16)..<(range.upperBound - frame - 14)]
    var headers: [String: String] = [:]
    var text: [UInt8] = []
    for line in PEMBlock.lines(of: inner) {
      if let sign = line.firstIndex(of: UInt8(ascii: ":")), text.isEmpty {
        headers[line[..<sign].text] = line[(sign + 1)...].drop { $0 == 0x20 }.text
      } else if line.first != UInt8(ascii: "=") || line.count != 5 {
        // The other lines are the body; `=abcd` is the checksum of OpenPGP's armour (RFC 9580, section 6.1).
        text += line
      }
    }
    self.label = label
    self.headers = headers
    self.text = text
  }

  /// Nil where the body is no base64.
  var body: [UInt8]? { text.isEmpty ? nil : LenientBase64.decode(text) }

  /// The lines without indentation, quotes, commas and the signs that join strings of a source text.
  private static func lines(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var plain: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        rest = rest.drop { $0 == UInt8(ascii: "\\") }
        if rest.first == UInt8(ascii: "n") || rest.first == UInt8(ascii: "r") {
          rest = rest.dropFirst()
          plain.append(0x0A)
        }
      case 0x0D: plain.append(0x0A)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): break
      default: plain.append(byte)
      }
    }
    return plain.split(separator: 0x0A).map(trimmed).filter { !$0.isEmpty && $0 != [UInt8(ascii: "+")] }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop(while: isPadding)
    if line.starts(with: "+ ".utf8) { line = line.dropFirst(2).drop(while: isPadding) }
    while let last = line.last, isPadding(last) || isJoint(line) { line.removeLast() }
    return line
  }

  /// Ends in a `+` between strings, which stands apart; one of base64 does not.
  private static func isJoint(_ line: ArraySlice<UInt8>) -> Bool {
    line.last == UInt8(ascii: "+") && line.dropLast().last.map(isPadding) ?? false
  }

  private static func isPadding(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ",")
  }
}
