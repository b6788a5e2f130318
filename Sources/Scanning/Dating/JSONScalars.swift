/// Reads the numbers and texts of a JSON object's first level, as they are written, and skips all else.
///
/// It is not a validator: hostile or cut-off text gives what could be read before it went wrong. Needs no
/// recursion, so that nesting costs no stack. Escapes in texts are left as they are.
struct JSONScalars {
  private let bytes: [UInt8]
  private let joinsLists: Bool
  private var position = 0

  /// - Parameter joinsLists: Whether a list's texts are given as well, with spaces between them.
  static func values(in bytes: [UInt8], joinsLists: Bool = false) -> [String: String] {
    var reader = JSONScalars(bytes, joinsLists)
    return reader.object()
  }

  private init(_ bytes: [UInt8], _ joinsLists: Bool) {
    self.bytes = bytes
    self.joinsLists = joinsLists
  }

  private mutating func object() -> [String: String] {
    var result: [String: String] = [:]
    guard skip("{") else { return result }
    while let key = string(), skip(":") {
      skipSpace()
      guard let first = peek else { break }
      if first == UInt8(ascii: "\"") {
        guard let value = string() else { break }
        result[key] = value
      } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        let start = position
        guard skipNested() else { break }
        if joinsLists, first == UInt8(ascii: "[") {
          result[key] = JSONScalars.texts(in: bytes[start..<position])
        }
      } else {
        result[key] = word()
      }
      guard skip(",") else { break }
    }
    return result
  }

  /// The texts of a list that stand directly in it; nil when there are none.
  private static func texts(in list: ArraySlice<UInt8>) -> String? {
    var reader = JSONScalars(Array(list.dropFirst()), false)
    var texts: [String] = []
    while let text = reader.string() {
      texts.append(text)
      guard reader.skip(",") else { break }
    }
    return texts.isEmpty ? nil : texts.joined(separator: " ")
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func string() -> String? {
    guard skip("\"") else { return nil }
    let start = position
    while let byte = peek {
      if byte == UInt8(ascii: "\"") {
        defer { position += 1 }
        return bytes[start..<position].text
      }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private mutating func word() -> String {
    let start = position
    while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte > 0x20 { position += 1 }
    return bytes[start..<position].text
  }

  private mutating func skipNested() -> Bool {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        guard string() != nil else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return true }
    }
    return false
  }
}
