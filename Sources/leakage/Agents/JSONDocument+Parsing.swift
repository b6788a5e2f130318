/// Why a text is no JSON document, and where. Quotes nothing of it.
struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
  let reason: String
  /// 1-based.
  let line: Int
  let column: Int

  var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSONDocument {
  /// Nested deeper, a text is refused.
  static let depthLimit = 200

  /// Strict: one document with nothing but white space around it.
  init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var reader = Reader(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error("text behind the document") }
    self = value
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONDocument {
      guard depth < JSONDocument.depthLimit else { throw error("nested too deeply") }
      skipSpace()
      switch next {
      case UInt8(ascii: "{"): return .object(try members(depth))
      case UInt8(ascii: "["): return .array(try elements(depth))
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      case nil: throw error("the document ends here")
      default: return .number(try number())
      }
    }

    private mutating func members(_ depth: Int) throws(JSONSyntaxError) -> [Member] {
      position += 1
      var members: [Member] = []
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      while true {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw error("a name in quotes is missing") }
        let name = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw error("a colon is missing") }
        members.append(Member(name: name, value: try value(depth: depth + 1)))
        skipSpace()
        if take(UInt8(ascii: "}")) { return members }
        guard take(UInt8(ascii: ",")) else { throw error("a comma or a brace is missing") }
      }
    }

    private mutating func elements(_ depth: Int) throws(JSONSyntaxError) -> [JSONDocument] {
      position += 1
      var elements: [JSONDocument] = []
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      while true {
        elements.append(try value(depth: depth + 1))
        skipSpace()
        if take(UInt8(ascii: "]")) { return elements }
        guard take(UInt8(ascii: ",")) else { throw error("a comma or a bracket is missing") }
      }
    }

    private mutating func string() throws(JSONSyntaxError) -> [UInt8] {
      position += 1
      var text: [UInt8] = []
      while let byte = next {
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return text
        case UInt8(ascii: "\\"): try escape(&text)
        case ..<0x20: throw error("a control character in a string")
        default: text.append(byte)
        }
      }
      throw error("a string does not end")
    }

    private mutating func escape(_ text: inout [UInt8]) throws(JSONSyntaxError) {
      guard let byte = next else { throw error("a string does not end") }
      position += 1
      switch byte {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
      case UInt8(ascii: "u"): try text.append(contentsOf: scalar().utf8)
      default: throw error("an unknown escape")
      }
    }

    /// A lone surrogate becomes U+FFFD.
    private mutating func scalar() throws(JSONSyntaxError) -> String {
      let high = try unit()
      guard (0xD800..<0xDC00).contains(high), position + 1 < bytes.count,
        bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return String(Unicode.Scalar(high).map(Character.init) ?? "\u{FFFD}") }
      let before = position
      position += 2
      let low = try unit()
      guard (0xDC00..<0xE000).contains(low) else {
        position = before
        return "\u{FFFD}"
      }
      return String(
        Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)).map(Character.init) ?? "\u{FFFD}")
    }

    private mutating func unit() throws(JSONSyntaxError) -> UInt32 {
      var unit: UInt32 = 0
      for _ in 0..<4 {
        guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
          throw error("four hexadecimal digits are missing")
        }
        unit = unit << 4 | UInt32(digit)
        position += 1
      }
      return unit
    }

    private mutating func number() throws(JSONSyntaxError) -> [UInt8] {
      let start = position
      _ = take(UInt8(ascii: "-"))
      let first = position
      try digits()
      guard position == first + 1 || bytes[first] != UInt8(ascii: "0") else {
        throw error("a number begins with zero")
      }
      if take(UInt8(ascii: ".")) { try digits() }
      if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
        position += 1
        if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
        try digits()
      }
      return Array(bytes[start..<position])
    }

    private mutating func digits() throws(JSONSyntaxError) {
      let start = position
      while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
      guard position > start else { throw error("no value") }
    }

    private mutating func word(_ word: String, _ value: JSONDocument) throws(JSONSyntaxError) -> JSONDocument
    {
      guard bytes[position...].starts(with: word.utf8) else { throw error("no value") }
      position += word.utf8.count
      return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      position += 1
      return true
    }

    mutating func skipSpace() {
      while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    func error(_ reason: String) -> JSONSyntaxError {
      let before = bytes[..<min(position, bytes.count)]
      let line = before.count { $0 == 0x0A } + 1
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      return JSONSyntaxError(reason: reason, line: line, column: before.count - start + 1)
    }
  }
}
