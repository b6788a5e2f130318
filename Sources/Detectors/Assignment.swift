/// The place behind a name where its value begins: `name = "`, `"name": '`, `name=`, `--name `, `<name>`,
/// `("name", "`, `name: string = "`, `name string = "`, `name[] = "`, `NAME '`, `#define NAME "`, `ENV NAME `, `name || "`,
/// `get("name") ?? "`, `name != "`, `f(name, "`, and the pairs of `AssignedPair`.
///
/// Read forwards from a keyword, at every keyword of a history: the first byte that fits no syntax ends it.
struct Assignment {
  let name: Range<Int>
  /// Offset of the value's first byte.
  let start: Int
  let isQuoted: Bool
  /// The byte that ends a quoted value.
  let quote: UInt8
  let link: Link

  enum Link {
    case assigned
    /// By nothing but space and a quote.
    case spaced
    /// By a comma behind a name without quotes: the next argument.
    case listed
    /// By the other half of a pair, which may stand on the next line.
    case paired
  }

  static let nameLimit = 48
  private static let spaceLimit = 24

  /// Nil when no assignment follows. Reads nothing at or behind `limit`.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer, anchor: Int, end: Int, limit: Int) {
    var position = end
    let nameEnd = min(limit, end + Assignment.nameLimit)
    while position < nameEnd, CharacterSet256.name.contains(text[position]) { position += 1 }
    let name = Assignment.nameStart(text, anchor)..<position
    guard position < limit, let (operatorEnd, link) = Assignment.skipOperator(text, name, limit) else {
      return nil
    }
    position = Assignment.skipSpace(text, operatorEnd, limit)
    position = Assignment.skipOpening(text, position, limit)
    guard position < limit else { return nil }
    position = Assignment.skipTripleQuote(text, position, limit)
    // `"\"value\""`: quotes within quotes.
    if position + 2 < limit, CharacterSet256.quote.contains(text[position]),
      text[position + 1] == UInt8(ascii: "\\"),
      CharacterSet256.quote.contains(text[position + 2])
    {
      position += 2
    }
    isQuoted = CharacterSet256.quote.contains(text[position])
    quote = text[position]
    start = isQuoted ? position + 1 : position
    self.name = name
    self.link = link
  }

  private static func nameStart(_ text: UnsafeRawBufferPointer, _ anchor: Int) -> Int {
    var start = anchor
    let low = max(0, anchor - nameLimit)
    while start > low, CharacterSet256.name.contains(text[start - 1]) { start -= 1 }
    return start
  }

  static func skipSpace(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    var position = start
    let end = min(limit, start + spaceLimit)
    while position < end, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    return position
  }

  /// What may stand between an operator and a quote: a string's prefix (b"…", f'…', N'…', @"…"), a backslash
  /// before an escaped quote, a constructor (`new String("`).
  @inline(__always)
  private static func skipOpening(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    guard start + 1 < limit else { return start }
    let next = text[start + 1]
    switch text[start] {
    case 0x41...0x5A, 0x61...0x7A:
      if CharacterSet256.quote.contains(next) { return start + 1 }
      return CharacterSet256.word.contains(next) ? skipConstructor(text, start, limit) : start
    case UInt8(ascii: "@") where next == 0x22: return start + 1
    case UInt8(ascii: "\\") where CharacterSet256.quote.contains(next): return start + 1
    default: return start
    }
  }

  private static let constructors = [
    "new String(", "String(", "SecretStr(", "Some(", "Buffer.from(", "bytes(", "Secret(", "str(", "Bearer ",
  ].map { Array($0.utf8) }

  private static func skipConstructor(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    for constructor in constructors where text[start] == constructor[0] && start + constructor.count < limit {
      let end = start + constructor.count
      guard zip(text[start..<end], constructor).allSatisfy({ $0 == $1 }) else { continue }
      return constructor.last == 0x20 || CharacterSet256.quote.contains(text[end]) ? end : start
    }
    return start
  }

  /// Offset behind the operator; nil when there is none.
  @inline(__always)
  private static func skipOperator(
    _ text: UnsafeRawBufferPointer, _ name: Range<Int>, _ limit: Int
  ) -> (Int, Link)? {
    var position = name.upperBound
    var isQuotedName = false
    if text[position] == UInt8(ascii: "\\"), position + 1 < limit { position += 1 }
    if CharacterSet256.quote.contains(text[position]) {
      position += 1
      isQuotedName = true
    }
    if position < limit, text[position] == UInt8(ascii: "]") { position += 1 }
    if isQuotedName, let start = skipDefault(text, position, limit) { return (start, .assigned) }
    let behindName = position
    position = skipSpace(text, position, limit)
    guard position < limit else { return nil }
    switch text[position] {
    case UInt8(ascii: "="):
      position += 1
      while position < limit, text[position] == UInt8(ascii: "=") || text[position] == UInt8(ascii: ">") {
        position += 1
      }
      return (position, .assigned)
    case UInt8(ascii: "|"), UInt8(ascii: "?"):
      return skipQuestion(text, position, limit).map { ($0, .assigned) }
    case UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "."):
      if let start = skipPair(text, position, limit) { return (start, .assigned) }
      return skipBareOperator(text, name, behindName: behindName, position, limit, isQuotedName)
    case UInt8(ascii: ":"):
      if let end = skipColons(text, position, limit) { return (end, .assigned) }
      guard position + 1 < limit, text[position + 1] != UInt8(ascii: ":") else { return nil }
      return (skipType(text, position + 1, limit), .assigned)
    case UInt8(ascii: ",") where isQuotedName && !isPart(text, name):
      return AssignedPair.valueStart(text, name, position + 1, limit).map { ($0, .paired) } ?? (
        position + 1, .assigned
      )
    case UInt8(ascii: ",") where !isQuotedName:
      return quote(text, position + 1, limit).map { ($0, .listed) }
    case UInt8(ascii: ">") where name.lowerBound > 0 && text[name.lowerBound - 1] == UInt8(ascii: "<"):
      return (position + 1, .assigned)
    case UInt8(ascii: ">") where isQuotedName && isNameAttribute(text, name.lowerBound):
      return (position + 1, .assigned)
    case UInt8(ascii: "("):
      return quote(text, position + 1, limit).map { ($0, .assigned) }
    case UInt8(ascii: "["): return skipSubscript(text, position, limit).map { ($0, .assigned) }
    case 0x0A, 0x0D, UInt8(ascii: "<"), UInt8(ascii: "v"), UInt8(ascii: "V"), UInt8(ascii: "a"):
      if let start = AssignedPair.valueStart(text, name, position, limit) { return (start, .paired) }
      return skipBareOperator(text, name, behindName: behindName, position, limit, isQuotedName)
    default: return skipBareOperator(text, name, behindName: behindName, position, limit, isQuotedName)
    }
  }
}
