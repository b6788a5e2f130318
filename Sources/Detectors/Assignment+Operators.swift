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
    if CharacterSet256.quote.contains(text[position]) {
      return (position, isDefined(text, name.lowerBound) ? .assigned : .spaced)
    }
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

  /// `#define NAME "value"`
  private static func isDefined(_ text: UnsafeRawBufferPointer, _ name: Int) -> Bool {
    let start = ValueLead.skipSpace(text, name, max(0, name - 8))
    return start < name && Text.holds("define", at: start - 6, in: text, limit: start)
  }

  /// Where the quote stands that begins at `start` or behind space.
  static func quote(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    let position = skipSpace(text, start, limit)
    return position < limit && CharacterSet256.quote.contains(text[position]) ? position : nil
  }

  /// To the last quote of `"""`.
  static func skipTripleQuote(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    guard start + 2 < limit, CharacterSet256.quote.contains(text[start]), text[start + 1] == text[start],
      text[start + 2] == text[start]
    else { return start }
    return start + 2
  }

  /// Behind `||=`, `??=` and `?=`; behind `||`, `??` and `?:` where a string follows.
  static func skipQuestion(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    guard start + 2 < limit else { return nil }
    let isQuestion = text[start] == UInt8(ascii: "?")
    if isQuestion, text[start + 1] == UInt8(ascii: "=") { return start + 2 }
    guard text[start + 1] == text[start] || (isQuestion && text[start + 1] == UInt8(ascii: ":")) else {
      return nil
    }
    if text[start + 2] == UInt8(ascii: "="), text[start + 1] == text[start] { return start + 3 }
    return quote(text, start + 2, limit)
  }

  /// Behind `!=`, `->` and `.=` where a string follows.
  static func skipPair(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    guard start + 2 < limit else { return nil }
    let second = text[start] == UInt8(ascii: "-") ? UInt8(ascii: ">") : UInt8(ascii: "=")
    guard text[start + 1] == second else { return nil }
    let isTriple = text[start + 2] == UInt8(ascii: "=") && text[start] == UInt8(ascii: "!")
    return quote(text, isTriple ? start + 3 : start + 2, limit)
  }

  /// Behind `:=`, `::=` and `:::=`.
  static func skipColons(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    var position = start
    while position < limit, position - start < 3, text[position] == UInt8(ascii: ":") { position += 1 }
    return position < limit && text[position] == UInt8(ascii: "=") ? position + 1 : nil
  }

  /// `getenv('NAME') ?: 'value'`, `get("NAME") or "value"`: where the string begins that stands for a missing value.
  static func skipDefault(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    guard start < limit, text[start] == UInt8(ascii: ")") else { return nil }
    let position = skipSpace(text, start + 1, limit)
    guard position < limit else { return nil }
    if let end = skip("or ", text, position, limit) { return quote(text, end, limit) }
    guard text[position] == UInt8(ascii: "|") || text[position] == UInt8(ascii: "?") else { return nil }
    return skipQuestion(text, position, limit)
  }

  /// Behind `[] =`, `[33] =` and `['name'] =`.
  static func skipSubscript(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    var position = start + 1
    if position < limit, CharacterSet256.quote.contains(text[position]) {
      position += 1
      while position < limit, position - start < 32, CharacterSet256.name.contains(text[position]) {
        position += 1
      }
      guard position < limit, CharacterSet256.quote.contains(text[position]) else { return nil }
      position += 1
    }
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
