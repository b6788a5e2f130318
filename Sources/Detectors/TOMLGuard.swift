/// Finds the mistakes in a TOML text at which the library (toml++ 3.4) stops the whole program on a failed
/// assertion instead of reporting them. A text that is valid TOML always passes.
///
/// There are two: a table header whose name starts with a character that no name can start with, and a
/// closing brace where an array expects a value.
package struct TOMLGuard {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var open: [UInt8] = []
  /// The last byte that was neither white space nor comment.
  private var previous = UInt8(ascii: "\n")

  /// The line of the first such mistake, or nil. Hand on only a text that passes.
  package static func brokenLine(in text: String) -> Int? {
    var guardian = TOMLGuard(bytes: Array(text.utf8))
    return guardian.brokenLine()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private mutating func brokenLine() -> Int? {
    var startsStatement = true
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
        startsStatement = startsStatement || open.isEmpty
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "[") where startsStatement:
        guard isHeader() else { return line }
        skipLine()
        startsStatement = false
      default:
        startsStatement = false
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { skipString(byte) } else { position += 1 }
        guard nests(byte) else { return line }
        previous = byte
      }
    }
    return nil
  }

  private func peek(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
  }

  /// True when a name, a closing bracket or the end of the text follows the opening brackets.
  private func isHeader() -> Bool {
    var offset = peek(1) == UInt8(ascii: "[") ? 2 : 1
    while let byte = peek(offset), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { offset += 1 }
    guard let byte = peek(offset) else { return true }
    return (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "_-\"']".utf8.contains(byte)
  }

  /// Keeps track of arrays and inline tables; false for a brace in the place of an array's value.
  private mutating func nests(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
    case UInt8(ascii: "]"):
      if open.last == UInt8(ascii: "[") { open.removeLast() }
    case UInt8(ascii: "}"):
      if open.last == UInt8(ascii: "["), previous == UInt8(ascii: "[") || previous == UInt8(ascii: ",") {
        return false
      }
      if open.last == UInt8(ascii: "{") { open.removeLast() }
    default: break
    }
    return true
  }

  /// Skips `"…"`, `'…'` and their forms of three quotes; one of a single quote ends with its line at the latest.
  private mutating func skipString(_ quote: UInt8) {
    let isLong = peek(1) == quote && peek(2) == quote
    position += isLong ? 3 : 1
    while let byte = peek() {
      if byte == quote {
        guard isLong else {
          position += 1
          return
        }
        let length = bytes[position...].prefix(5).prefix { $0 == quote }.count
        position += length
        if length >= 3 { return }
        continue
      }
      if byte == UInt8(ascii: "\n") {
        if !isLong { return }
        line += 1
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), peek(1) != UInt8(ascii: "\n") {
        position += 1
      }
      position += 1
    }
  }
}
