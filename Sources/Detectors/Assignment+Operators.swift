/// What stands between a name and its value where that is more than one sign.
extension Assignment {
  /// `<string name="NAME">value`
  static func isNameAttribute(_ text: UnsafeRawBufferPointer, _ name: Int) -> Bool {
    let attribute: StaticString = "name=\""
    return Text.holds(attribute, at: name - attribute.utf8CodeUnitCount, in: text, limit: name)
  }

  /// What looks like a string's name is the value of another, or a path: `"--token=secret", "--port"`.
  static func isPart(_ text: UnsafeRawBufferPointer, _ name: Range<Int>) -> Bool {
    guard name.lowerBound > 0 else { return false }
    return text[name.lowerBound - 1] == UInt8(ascii: "=") || text[name.lowerBound - 1] == UInt8(ascii: "/")
  }

  /// `--name value`, `NAME 'value'`, `name string = "value"`, `ENV NAME value`.
  @inline(__always)
  static func skipBareOperator(
    _ text: UnsafeRawBufferPointer, _ name: Range<Int>, behindName: Int, _ position: Int, _ limit: Int,
    _ isQuotedName: Bool
  ) -> (Int, Link)? {
    guard position > behindName, !isQuotedName else { return nil }
    if text[name.lowerBound] == UInt8(ascii: "-") { return (position, .assigned) }
    if CharacterSet256.quote.contains(text[position]) { return (position, .spaced) }
    if text[position] == UInt8(ascii: "s"), let end = skip("string", text, position, limit) {
      let sign = skipSpace(text, end, limit)
      if sign + 1 < limit, text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "=") {
        return (sign + 1, .assigned)
      }
    }
    return isCommandsArgument(text, name.lowerBound) ? (position, .assigned) : nil
  }

  /// `ENV NAME value` in a Dockerfile, `setx NAME value`.
  private static func isCommandsArgument(_ text: UnsafeRawBufferPointer, _ name: Int) -> Bool {
    guard name >= 4, text[name - 1] == 0x20 else { return false }
    let start = max(0, name - 5)
    let before = text[start..<name - 1]
    if before.suffix(3).elementsEqual("ENV".utf8) { return name == 4 || text[name - 5] == 0x0A }
    return before.elementsEqual("setx".utf8) || before.elementsEqual("SETX".utf8)
  }

  /// Behind `[] =` and `[33] =`.
  static func skipSubscript(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    var position = start + 1
    while position < limit, position - start < 6, (0x30...0x39).contains(text[position]) { position += 1 }
    guard position < limit, text[position] == UInt8(ascii: "]") else { return nil }
    let sign = skipSpace(text, position + 1, limit)
    guard sign + 1 < limit, text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "=") else {
      return nil
    }
    return sign + 1
  }

  private static func skip(_ word: StaticString, _ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int)
    -> Int?
  {
    Text.holds(word, at: start, in: text, limit: limit - 1) ? start + word.utf8CodeUnitCount : nil
  }

  /// Behind `: String =` when a type annotation stands there, else behind the colon.
  static func skipType(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    var position = skipSpace(text, start, limit)
    let typeStart = position
    while position < limit, position - typeStart < 32, CharacterSet256.name.contains(text[position]) {
      position += 1
    }
    guard position > typeStart, position < limit else { return start }
    if text[position] == UInt8(ascii: "?") { position += 1 }
    let sign = skipSpace(text, position, limit)
    guard sign + 1 < limit, text[sign] == UInt8(ascii: "="),
      text[sign + 1] == 0x20 || CharacterSet256.quote.contains(text[sign + 1])
    else { return start }
    return sign + 1
  }
}
