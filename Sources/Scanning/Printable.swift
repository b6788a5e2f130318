/// Bytes from a repository as text that is safe to print: control characters and what is no UTF-8 become
/// `\xNN`.
package enum Printable {
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    let decoded = String(decoding: bytes, as: UTF8.self)
    let isClean = decoded.utf8.elementsEqual(bytes) && !decoded.unicodeScalars.contains(where: isControl)
    if isClean { return decoded }
    guard decoded.utf8.elementsEqual(bytes) else { return escaped(bytes) }
    return decoded.unicodeScalars.reduce(into: "") { result, scalar in
      if isControl(scalar) {
        result += scalar.utf8.map(hex).joined()
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.reduce(into: "") { result, byte in
      if byte >= 0x20, byte < 0x7F {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += hex(byte)
      }
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789abcdef")
    return "\\x" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
  }
}
