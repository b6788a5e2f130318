/// Lines that must be judged together: key material in lines. A line of it says nothing; the block does.
struct HeldBlock {
  private enum Kind { case none, marked, encoded }

  private var kind = Kind.none

  /// Whether a block is open.
  var isOpen: Bool { kind != .none }

  enum Step {
    /// The line is no part of the block: judge what was held, then the line.
    case closesBefore
    /// The line ends the block.
    case closes
    case goesOn
  }

  /// Takes a line, without its end, that follows the held ones or starts a block.
  mutating func take(_ line: ArraySlice<UInt8>) -> Step {
    switch kind {
    case .none:
      kind = HeldBlock.opening(line)
      return kind == .none ? .closes : .goesOn
    case .marked:
      guard HeldBlock.fits(line) else { return close(.closesBefore) }
      return HeldBlock.isEnd(line) ? close(.closes) : .goesOn
    case .encoded:
      let isPart = HeldBlock.isEncoded(line, least: 1)
      return isPart ? .goesOn : close(.closesBefore)
    }
  }

  private mutating func close(_ step: Step) -> Step {
    kind = .none
    return step
  }

  /// True when the line that is coming in cannot belong to the block, however it goes on.
  func isEnded(by line: ArraySlice<UInt8>) -> Bool {
    kind == .encoded
      && HeldBlock.trimmed(line).contains { !HeldBlock.isBase64($0) && $0 != UInt8(ascii: "=") }
  }

  /// True when an unfinished line may start a block, or lead on to one.
  static func mayOpen(_ line: ArraySlice<UInt8>) -> Bool {
    contains(line, "-----BEGIN ") || contains(line, "---- BEGIN ")
  }

  private static func opening(_ line: ArraySlice<UInt8>) -> Kind {
    if contains(line, "BEGIN "),
      contains(line, "---- BEGIN SSH2") || (contains(line, "-----BEGIN ") && contains(line, "PRIVATE KEY"))
    {
      return isEnd(line) ? .none : .marked
    }
    if contains(line, "PuTTY-User-Key-File-") || contains(line, "$ANSIBLE_VAULT;") { return .marked }
    return isEncoded(line, least: 40) && !isDigest(line) ? .encoded : .none
  }

  private static func isEnd(_ line: ArraySlice<UInt8>) -> Bool {
    contains(line, "-----END ") || contains(line, "---- END ") || contains(line, "Private-MAC:")
  }

  /// Base64 with little around it, a header, a short last line, or nothing.
  private static func fits(_ line: ArraySlice<UInt8>) -> Bool {
    if isEnd(line) { return true }
    let text = trimmed(line)
    guard text.count > 32 else { return true }
    guard text.count <= 512 else { return false }
    if let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text[..<colon].allSatisfy({ isLetter($0) || $0 == UInt8(ascii: "-") })
    {
      return true
    }
    return text.reduce(0) { $0 + (EncodedRun.isEncoded($1) ? 0 : 1) } <= 12
      && !text.contains(UInt8(ascii: " ")) || isQuoted(text)
  }

  /// A string of a program: `"MIIE…\n" +`.
  private static func isQuoted(_ text: ArraySlice<UInt8>) -> Bool {
    let quotes = text.count { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    return quotes == 2 && text.count { $0 == 0x20 } <= 4
  }

  /// Nothing but base64, with `=` at its end only: `NAME=value` is none.
  private static func isEncoded(_ line: ArraySlice<UInt8>, least: Int) -> Bool {
    var text = trimmed(line)
    guard text.count >= least else { return false }
    while text.last == UInt8(ascii: "=") { text.removeLast() }
    return text.allSatisfy(isBase64)
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  /// The hexadecimal digits of a hash, which stand alone on a line often.
  private static func isDigest(_ line: ArraySlice<UInt8>) -> Bool {
    let text = trimmed(line)
    guard [40, 48, 56, 64, 96, 128].contains(text.count) else { return false }
    return text.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let first = line.first, first <= 0x20 { line.removeFirst() }
    while let last = line.last, last <= 0x20 { line.removeLast() }
    return line
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func contains(_ line: ArraySlice<UInt8>, _ part: StaticString) -> Bool {
    let count = part.utf8CodeUnitCount
    guard line.count >= count else { return false }
    return line.withUnsafeBytes { text in
      part.withUTF8Buffer { part in
        var start = 0
        while start + count <= text.count {
          if text[start] == part[0],
            UnsafeRawBufferPointer(rebasing: text[start..<start + count]).elementsEqual(part)
          {
            return true
          }
          start += 1
        }
        return false
      }
    }
  }
}
