extension ForeignParser {
  /// Behind a backslash, outside of a class.
  mutating func escape() throws(RegexError) -> ForeignNode {
    if let set = try escapedSet() { return .set(flags.ignoresCase ? set.folded : set) }
    if skip("b{start}") { return .anchor("\\b(?=\\w)") }
    if skip("b{end}") { return .anchor("\\b(?<=\\w)") }
    if skip("b") { return .anchor("\\b") }
    if skip("B") { return .anchor("\\B") }
    if skip("A") {
      note("'\\A' stands for the start of a line, not of the file")
      return .anchor("(?m:^)")
    }
    if skip("z") {
      note("'\\z' stands for the end of a line, not of the file")
      return .anchor("(?m:$)")
    }
    if let digit = next, ("1"..."9").contains(digit), !isOctal {
      throw RegexError("a back reference has no counterpart here")
    }
    return text(try escapedCharacter())
  }

  /// `\103`: in Go one digit refers back, and several are a character's number.
  private var isOctal: Bool {
    dialect == .go && position + 1 < source.count && ("0"..."7").contains(source[position])
      && ("0"..."7").contains(source[position + 1])
  }

  /// Behind `\Q`, to `\E`; a quantifier behind that is for the last character.
  mutating func quotedText() throws(RegexError) -> [ForeignNode] {
    var parts: [ForeignNode] = []
    while let scalar = next {
      if skip("\\E") {
        if let last = parts.popLast() { parts.append(try quantified(last)) }
        return parts
      }
      parts.append(text(scalar))
      position += 1
    }
    return parts
  }

  /// `\d` and its like; nil, with nothing taken, for others.
  mutating func escapedSet() throws(RegexError) -> ByteSet? {
    guard let scalar = next else { return nil }
    let set: ByteSet
    switch scalar {
    case "d": set = .digits
    case "D": set = ByteSet.digits.inverted
    case "w": set = .word
    case "W": set = ByteSet.word.inverted
    case "s": set = .space
    case "S": set = ByteSet.space.inverted
    case "p", "P":
      position += 1
      return try property(isNegated: scalar == "P")
    default: return nil
    }
    position += 1
    return set
  }

  /// `\pL`, `\p{Lu}`, `\p{^Greek}`: ASCII's part of it.
  private mutating func property(isNegated: Bool) throws(RegexError) -> ByteSet {
    var isNegated = isNegated
    var name = ""
    if skip("{") {
      if skip("^") { isNegated.toggle() }
      while let scalar = next, scalar != "}", name.utf8.count < 32 {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard skip("}") else { throw RegexError("'\\p{' is not closed") }
    } else {
      name = String(try take())
    }
    guard let set = ForeignParser.properties[name.lowercased()] else {
      throw RegexError("a Unicode class '\\p{…}' has no counterpart here")
    }
    note("of a Unicode class only the ASCII characters are heeded")
    return isNegated ? set.inverted : set
  }

  private static let properties: [String: ByteSet] = [
    "l": .letters, "letter": .letters, "alphabetic": .letters, "latin": .letters, "lu": .upper,
    "uppercase": .upper,
    "uppercase_letter": .upper, "ll": .lower, "lowercase": .lower, "lowercase_letter": .lower, "n": .digits,
    "nd": .digits, "number": .digits, "decimal_number": .digits, "p": ByteSet("!\"#%&'()*,-./:;?@[\\]_{}"),
    "punctuation": ByteSet("!\"#%&'()*,-./:;?@[\\]_{}"), "s": ByteSet("$+<=>^`|~"),
    "symbol": ByteSet("$+<=>^`|~"),
    "z": ByteSet(" "), "zs": ByteSet(" "), "separator": ByteSet(" "), "white_space": .space,
    "c": ByteSet(0...0x1F, 0x7F...0x7F), "cc": ByteSet(0...0x1F, 0x7F...0x7F),
  ]

  /// One character behind a backslash.
  mutating func escapedCharacter() throws(RegexError) -> Unicode.Scalar {
    let scalar = try take()
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "a": return "\u{07}"
    case "x": return try hexCharacter(digits: 2)
    case "u" where dialect == .rust: return try hexCharacter(digits: 4)
    case "U" where dialect == .rust: return try hexCharacter(digits: 8)
    case "0"..."7" where dialect == .go: return octalCharacter(scalar)
    case "a"..."z", "A"..."Z", "0"..."9", "<", ">": throw RegexError("'\\\(scalar)' has no counterpart here")
    default: return scalar
    }
  }

  /// `41` or `{41}`.
  private mutating func hexCharacter(digits: Int) throws(RegexError) -> Unicode.Scalar {
    let isBraced = skip("{")
    var text = ""
    while let scalar = next, text.utf8.count < (isBraced ? 8 : digits), scalar.properties.isASCIIHexDigit {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    guard !isBraced || skip("}"), isBraced || text.utf8.count == digits,
      let scalar = UInt32(text, radix: 16).flatMap({ Unicode.Scalar($0) })
    else { throw RegexError("a character's number is no number") }
    return scalar
  }

  private mutating func octalCharacter(_ first: Unicode.Scalar) -> Unicode.Scalar {
    var value = first.value - 0x30
    for _ in 0..<2 {
      guard let digit = next, ("0"..."7").contains(digit) else { break }
      value = value * 8 + digit.value - 0x30
      position += 1
    }
    return Unicode.Scalar(value) ?? "\0"
  }
}
