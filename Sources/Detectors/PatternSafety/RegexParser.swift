/// Reads a PCRE2 pattern that the library has compiled already: what it does not know it takes for `opaque` and
/// never for an error.
struct RegexParser {
  private let source: [UInt8]
  var position = 0
  private var flags = Flags()

  /// The flags that change which bytes an expression takes.
  struct Flags {
    var ignoresCase = false
    var dotTakesLines = false
    var skipsSpace = false
  }

  /// Groups nested deeper are opaque; keeps the stack short.
  private static let depthLimit = 60

  static func parse(_ source: String) -> RegexNode {
    var parser = RegexParser(source: Array(source.utf8))
    return parser.alternatives(depth: 0)
  }

  private init(source: [UInt8]) { self.source = source }

  var next: UInt8? { position < source.count ? source[position] : nil }

  mutating func skip(_ text: StaticString) -> Bool {
    let isThere = text.withUTF8Buffer { source[position...].starts(with: $0) }
    if isThere { position += text.utf8CodeUnitCount }
    return isThere
  }

  private mutating func alternatives(depth: Int) -> RegexNode {
    var parts = [sequence(depth: depth)]
    while skip("|") { parts.append(sequence(depth: depth)) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence(depth: Int) -> RegexNode {
    var parts: [RegexNode] = []
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      if flags.skipsSpace, byte <= 0x20 {
        position += 1
        continue
      }
      parts.append(quantified(atom(depth: depth)))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom(depth: Int) -> RegexNode {
    let byte = source[position]
    position += 1
    switch byte {
    case UInt8(ascii: "("): return group(depth: depth + 1)
    case UInt8(ascii: "["):
      var reader = RegexClassReader(source: source, position: position, ignoresCase: flags.ignoresCase)
      let set = reader.read()
      position = reader.position
      return .set(set)
    case UInt8(ascii: "."): return .set(flags.dotTakesLines ? .all : CharacterSet256.newline.inverted)
    case UInt8(ascii: "^"), UInt8(ascii: "$"): return .empty
    case UInt8(ascii: "\\"): return escape()
    default: return .set(CharacterSet256([byte...byte]).folded(flags.ignoresCase))
    }
  }

  private mutating func escape() -> RegexNode {
    guard let byte = next else { return .empty }
    if skip("Q") { return quotedText() }
    position += 1
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "Z"),
      UInt8(ascii: "G"), UInt8(ascii: "K"), UInt8(ascii: "E"):
      return .empty
    case 0x31...0x39, UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "p"), UInt8(ascii: "P"),
      UInt8(ascii: "X"):
      // The rest of it is read as plain text, which is no harm.
      return .opaque
    default:
      position -= 1
      var reader = RegexClassReader(source: source, position: position, ignoresCase: flags.ignoresCase)
      let set = reader.escapedSet()
      position = reader.position
      return .set(set)
    }
  }

  private mutating func quotedText() -> RegexNode {
    var parts: [RegexNode] = []
    while let byte = next, !skip("\\E") {
      position += 1
      parts.append(.set(CharacterSet256([byte...byte]).folded(flags.ignoresCase)))
    }
    return .sequence(parts)
  }

  /// Behind the opening parenthesis.
  private mutating func group(depth: Int) -> RegexNode {
    let outer = flags
    defer { flags = outer }
    guard depth < RegexParser.depthLimit else { return skipGroup() }
    if next == UInt8(ascii: "*") || skip("?#") {
      while let byte = next, byte != UInt8(ascii: ")") { position += 1 }
      position += 1
      return .empty
    }
    for opening: StaticString in ["?=", "?!", "?<=", "?<!"] where skip(opening) {
      return .assertion(rest(depth))
    }
    if skip("?>") { return .atomic(rest(depth)) }
    if skip("?:") || skip("?|") { return rest(depth) }
    if skip("?<") || skip("?P<") || skip("?'") {
      while let byte = next, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "'") { position += 1 }
      position += 1
      return rest(depth)
    }
    guard skip("?") else { return rest(depth) }
    return flagGroup(depth, outer: outer)
  }

  /// `(?i)` holds to the end of the group around it, `(?i:…)` for its own.
  private mutating func flagGroup(_ depth: Int, outer: Flags) -> RegexNode {
    var isOn = true
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: "i"): flags.ignoresCase = isOn
      case UInt8(ascii: "s"): flags.dotTakesLines = isOn
      case UInt8(ascii: "x"): flags.skipsSpace = isOn
      case UInt8(ascii: ":"): return rest(depth)
      case UInt8(ascii: ")"):
        let inner = alternatives(depth: depth)
        return inner
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "J"), UInt8(ascii: "U"), UInt8(ascii: "^"):
        break
      default:
        position -= 1
        return skipGroup()
      }
    }
    return .opaque
  }

  private mutating func rest(_ depth: Int) -> RegexNode {
    let inner = alternatives(depth: depth)
    _ = skip(")")
    return inner
  }

  /// A condition, a recursion or something new.
  private mutating func skipGroup() -> RegexNode {
    var depth = 1
    while let byte = next, depth > 0 {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
    }
    position = min(position, source.count)
    return .opaque
  }
}
