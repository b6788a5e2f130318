/// Finds one value in a JSON text without reading the rest of it: the text may be cut off behind it (RFC 8259).
struct JSONLookup {
  private let bytes: [UInt8]
  private var position = 0

  private static let depth = 32

  /// The scalar at `a.b.0` as text; `.` for the document itself and `{}` or `[]` for an object or an array. Nil for
  /// null, for nothing, and for a text that is malformed before the place.
  static func text(at path: String, in bytes: [UInt8]) -> String? {
    var lookup = JSONLookup(bytes: bytes)
    return lookup.find(path == "." ? [] : path.split(separator: ".").map { Array($0.utf8) }[...], depth)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func find(_ path: ArraySlice<[UInt8]>, _ depth: Int) -> String? {
    guard depth > 0 else { return nil }
    skipSpace()
    guard let name = path.first else { return value() }
    switch next {
    case UInt8(ascii: "{"): return find(member: name, path.dropFirst(), depth)
    case UInt8(ascii: "["): return find(element: name, path.dropFirst(), depth)
    default: return nil
    }
  }

  private mutating func find(member name: [UInt8], _ rest: ArraySlice<[UInt8]>, _ depth: Int) -> String? {
    position += 1
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\""), let key = string() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return nil }
      if key == name { return find(rest, depth - 1) }
      guard skipValue(depth - 1) else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func find(element name: [UInt8], _ rest: ArraySlice<[UInt8]>, _ depth: Int) -> String? {
    guard let wanted = Int(String(decoding: name, as: UTF8.self)), wanted >= 0 else { return nil }
    position += 1
    for _ in 0..<wanted {
      guard skipValue(depth - 1) else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ",")) else { return nil }
    }
    skipSpace()
    return next == UInt8(ascii: "]") ? nil : find(rest, depth - 1)
  }

  private mutating func value() -> String? {
    switch next {
    case UInt8(ascii: "\""): return string().map { String(decoding: $0, as: UTF8.self) }
    case UInt8(ascii: "{"): return "{}"
    case UInt8(ascii: "["): return "[]"
    default:
      let word = self.word()
      return word.isEmpty || word == "null" || position >= bytes.count ? nil : word
    }
  }

  /// Reads over one value of any kind.
  private mutating func skipValue(_ depth: Int) -> Bool {
    guard depth > 0 else { return false }
    skipSpace()
    guard let first = next else { return false }
    if first == UInt8(ascii: "\"") { return string() != nil }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return !word().isEmpty }
    let end = first + 2
    position += 1
    skipSpace()
    if take(end) { return true }
    while true {
      skipSpace()
      if first == UInt8(ascii: "{") {
        guard next == UInt8(ascii: "\""), string() != nil else { return false }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return false }
      }
      guard skipValue(depth - 1) else { return false }
      skipSpace()
      if take(end) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
    }
  }

  private mutating func string() -> [UInt8]? {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      if byte == UInt8(ascii: "\"") { return text }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = next else { return nil }
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0a)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0d)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
      case UInt8(ascii: "u"):
        guard position + 4 <= bytes.count,
          let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { return nil }
        position += 4
        text += String(Unicode.Scalar(code).map(Character.init) ?? "\u{FFFD}").utf8
      default: text.append(escaped)
      }
    }
    return nil
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() -> String {
    let start = position
    while let byte = next,
      (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0d).contains(byte) { position += 1 }
  }
}
