/// Reads `[…]` and the escapes that stand for sets.
struct RegexClassReader {
  let source: [UInt8]
  var position: Int
  let ignoresCase: Bool

  private var next: UInt8? { position < source.count ? source[position] : nil }

  /// Behind the opening bracket.
  mutating func read() -> CharacterSet256 {
    var set = CharacterSet256([])
    let isNegated = next == UInt8(ascii: "^")
    if isNegated { position += 1 }
    var isFirst = true
    while let byte = next, isFirst || byte != UInt8(ascii: "]") {
      isFirst = false
      if byte == UInt8(ascii: "["), position + 1 < source.count, source[position + 1] == UInt8(ascii: ":") {
        set.formUnion(posixSet())
      } else {
        set.formUnion(member())
      }
    }
    position += 1
    set = set.folded(ignoresCase)
    return isNegated ? set.inverted : set
  }

  /// One character, a range or an escaped set.
  private mutating func member() -> CharacterSet256 {
    let low = oneOrSet()
    guard let first = low.onlyByte, next == UInt8(ascii: "-"), position + 1 < source.count,
      source[position + 1] != UInt8(ascii: "]")
    else { return low }
    position += 1
    let high = oneOrSet()
    guard let last = high.onlyByte, last >= first else {
      return low.union(high).union(CharacterSet256(ascii: "-"))
    }
    return CharacterSet256([first...last])
  }

  private mutating func oneOrSet() -> CharacterSet256 {
    guard let byte = next else { return CharacterSet256([]) }
    position += 1
    return byte == UInt8(ascii: "\\") ? escapedSet() : CharacterSet256([byte...byte])
  }

  /// Behind a backslash.
  mutating func escapedSet() -> CharacterSet256 {
    guard let byte = next else { return CharacterSet256([]) }
    position += 1
    switch byte {
    case UInt8(ascii: "d"): return .digits
    case UInt8(ascii: "D"): return CharacterSet256.digits.inverted
    case UInt8(ascii: "w"): return .word
    case UInt8(ascii: "W"): return CharacterSet256.word.inverted
    case UInt8(ascii: "s"): return .space
    case UInt8(ascii: "S"): return CharacterSet256.space.inverted
    case UInt8(ascii: "h"): return CharacterSet256(ascii: " \t")
    case UInt8(ascii: "H"): return CharacterSet256(ascii: " \t").inverted
    case UInt8(ascii: "v"), UInt8(ascii: "R"): return .newline
    case UInt8(ascii: "N"), UInt8(ascii: "V"): return CharacterSet256.newline.inverted
    case UInt8(ascii: "n"): return .newline
    case UInt8(ascii: "r"): return CharacterSet256([0x0D...0x0D])
    case UInt8(ascii: "t"): return CharacterSet256([0x09...0x09])
    case UInt8(ascii: "f"): return CharacterSet256([0x0C...0x0C])
    case UInt8(ascii: "e"): return CharacterSet256([0x1B...0x1B])
    case UInt8(ascii: "a"): return CharacterSet256([0x07...0x07])
    case UInt8(ascii: "x"):
      let value = hexValue()
      return CharacterSet256([value...value]).folded(ignoresCase)
    default: return CharacterSet256([byte...byte]).folded(ignoresCase)
    }
  }

  /// `41` or `{41}`.
  private mutating func hexValue() -> UInt8 {
    let isBraced = next == UInt8(ascii: "{")
    if isBraced { position += 1 }
    var digits: [UInt8] = []
    while let byte = next, digits.count < (isBraced ? 8 : 2), Self.isHex(byte) {
      digits.append(byte)
      position += 1
    }
    if isBraced, next == UInt8(ascii: "}") { position += 1 }
    return UInt8(truncatingIfNeeded: Int(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
  }

  private mutating func posixSet() -> CharacterSet256 {
    let start = position + 2
    while position < source.count, source[position] != UInt8(ascii: "]") { position += 1 }
    position += 1
    switch String(
      decoding: source[min(start, source.count)..<max(start, min(source.count, position - 2))], as: UTF8.self)
    {
    case "digit": return .digits
    case "alpha": return CharacterSet256([0x41...0x5A, 0x61...0x7A])
    case "upper": return CharacterSet256([0x41...0x5A])
    case "lower": return CharacterSet256([0x61...0x7A])
    case "xdigit": return CharacterSet256([0x30...0x39, 0x41...0x46, 0x61...0x66])
    case "space": return .space
    case "word": return .word
    case "alnum": return CharacterSet256([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    default: return CharacterSet256([0x21...0x7E])
    }
  }
}

extension CharacterSet256 {
  static let all = CharacterSet256([0...255])
  static let newline = CharacterSet256([0x0A...0x0A])
  static let digits = CharacterSet256([0x30...0x39])
  static let space = CharacterSet256([0x09...0x0D, 0x20...0x20])

  /// The byte, if it holds one only.
  var onlyByte: UInt8? {
    guard let first = (UInt8.min...UInt8.max).first(where: contains) else { return nil }
    return first == .max || !(first + 1...UInt8.max).contains(where: contains) ? first : nil
  }

  /// With both cases of every letter in it.
  func folded(_ ignoresCase: Bool) -> CharacterSet256 {
    guard ignoresCase else { return self }
    var set = self
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(letter) || contains(letter ^ 0x20) {
      set.formUnion(CharacterSet256([letter...letter, (letter ^ 0x20)...(letter ^ 0x20)]))
    }
    return set
  }
}
