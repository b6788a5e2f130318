/// Reads JSON (RFC 8259) with comments and trailing commas, as editors and agents write their settings.
struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var parts = 0

  static func document(_ bytes: [UInt8]) throws(UnreadableDocument) -> DocumentNode {
    _ = try DocumentLimits.text(of: bytes)
    var reader = JSONReader(bytes: bytes)
    try reader.skipSpace()
    let node = try reader.value(depth: 0)
    try reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.wrong }
    return node
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private var wrong: UnreadableDocument { UnreadableDocument(.syntax, "is no JSON", line: line) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func value(depth: Int) throws(UnreadableDocument) -> DocumentNode {
    guard depth < DocumentLimits.depth else {
      throw UnreadableDocument(.limit, "is nested too deeply", line: line)
    }
    parts += 1
    guard parts <= DocumentLimits.parts else {
      throw UnreadableDocument(.limit, "has too many parts", line: line)
    }
    let start = line
    switch next {
    case UInt8(ascii: "{"): return DocumentNode(line: start, value: .map(try members(depth: depth)))
    case UInt8(ascii: "["): return DocumentNode(line: start, value: .list(try items(depth: depth)))
    case UInt8(ascii: "\""): return DocumentNode(line: start, value: .scalar(try string()))
    default: return DocumentNode(line: start, value: .scalar(try word()))
    }
  }

  private mutating func members(depth: Int) throws(UnreadableDocument) -> [DocumentNode.Member] {
    var members: [DocumentNode.Member] = []
    position += 1
    while true {
      try skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      let start = line
      guard next == UInt8(ascii: "\"") else { throw wrong }
      let key = try string()
      try skipSpace()
      guard take(UInt8(ascii: ":")) else { throw wrong }
      try skipSpace()
      members.append(.init(key: key, line: start, value: try value(depth: depth + 1)))
      try skipSpace()
      guard take(UInt8(ascii: ",")) || next == UInt8(ascii: "}") else { throw wrong }
    }
  }

  private mutating func items(depth: Int) throws(UnreadableDocument) -> [DocumentNode] {
    var items: [DocumentNode] = []
    position += 1
    while true {
      try skipSpace()
      if take(UInt8(ascii: "]")) { return items }
      items.append(try value(depth: depth + 1))
      try skipSpace()
      guard take(UInt8(ascii: ",")) || next == UInt8(ascii: "]") else { throw wrong }
    }
  }

  /// A number, a truth value or null, which is empty.
  private mutating func word() throws(UnreadableDocument) -> String {
    let start = position
    while let byte = next, byte > 0x20, !",]}/".utf8.contains(byte) { position += 1 }
    guard position > start, position - start <= 64 else { throw wrong }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if word == "null" { return "" }
    guard word == "true" || word == "false" || Double(word) != nil else { throw wrong }
    return word
  }

  private mutating func string() throws(UnreadableDocument) -> String {
    var content: [UInt8] = []
    position += 1
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &content)
      case 0x0A: throw wrong
      default: content.append(byte)
      }
    }
    throw wrong
  }

  private mutating func escape(into content: inout [UInt8]) throws(UnreadableDocument) {
    guard let byte = next else { throw wrong }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): content.append(0x20)
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count,
        let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
      else { throw wrong }
      position += 4
      // Halves of a pair stand for one character outside the plane: which one is of no account here.
      content += String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8
    default: content.append(byte)
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// White space and comments: `// …` and `/* … */`.
  private mutating func skipSpace() throws(UnreadableDocument) {
    while let byte = next {
      if byte == 0x0A { line += 1 }
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
      } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "/")
      {
        while let byte = next, byte != 0x0A { position += 1 }
      } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "*")
      {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(UnreadableDocument) {
    position += 2
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
        position += 2
        return
      }
      if bytes[position] == 0x0A { line += 1 }
      position += 1
    }
    throw wrong
  }
}
