/// Reads the expressions of Go and Rust.
struct ForeignParser {
  let dialect: RegexDialect
  let source: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private(set) var groupCount = 0
  private(set) var changes: [String] = []

  struct Flags {
    var ignoresCase = false
    var dotTakesLines = false
    var hasLineAnchors = false
    var isUngreedy = false
    var skipsSpace = false
  }

  /// Groups nested deeper are refused; keeps the stack short.
  private static let depthLimit = 100

  init(_ source: String, dialect: RegexDialect) {
    self.source = Array(source.unicodeScalars)
    self.dialect = dialect
  }

  mutating func pattern() throws(RegexError) -> ForeignNode {
    let node = try alternatives(depth: 0)
    guard position == source.count else { throw RegexError("a ')' closes nothing") }
    return node
  }

  var next: Unicode.Scalar? { position < source.count ? source[position] : nil }

  mutating func take() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = next else { throw RegexError("the pattern ends in the middle of a construct") }
    position += 1
    return scalar
  }

  mutating func skip(_ text: StaticString) -> Bool {
    let wanted = text.description.unicodeScalars
    guard source[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  mutating func note(_ change: String) {
    if !changes.contains(change) { changes.append(change) }
  }

  private mutating func alternatives(depth: Int) throws(RegexError) -> ForeignNode {
    guard depth <= ForeignParser.depthLimit else { throw RegexError("groups are nested too deep") }
    var parts = [try sequence(depth: depth)]
    while skip("|") { parts.append(try sequence(depth: depth)) }
    return parts.count == 1 ? parts[0] : ForeignParser.union(of: parts) ?? .alternatives(parts)
  }

  /// `.|[\r\n]` as one set: alternatives that overlap would be refused as slow where they repeat.
  private static func union(of parts: [ForeignNode]) -> ForeignNode? {
    var union = ByteSet()
    for part in parts {
      guard case .set(let set) = part else { return nil }
      union = union.union(set)
    }
    return .set(union)
  }

  private mutating func sequence(depth: Int) throws(RegexError) -> ForeignNode {
    var parts: [ForeignNode] = []
    while true {
      skipFreeSpace()
      if dialect == .go, skip("\\Q") {
        parts += try quotedText()
        continue
      }
      guard let scalar = next, scalar != "|", scalar != ")" else { break }
      if let node = try atom(depth: depth) { parts.append(try quantified(node)) }
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// White space and comments where the flag `x` lets them be.
  private mutating func skipFreeSpace() {
    guard flags.skipsSpace else { return }
    while let scalar = next {
      if scalar.properties.isWhitespace {
        position += 1
      } else if scalar == "#" {
        while let scalar = next, scalar != "\n" {
          _ = scalar
          position += 1
        }
      } else {
        return
      }
    }
  }

  /// Nil for flags, which take nothing.
  private mutating func atom(depth: Int) throws(RegexError) -> ForeignNode? {
    let scalar = try take()
    switch scalar {
    case "(": return try group(depth: depth)
    case "[": return try characterClass()
    case ".": return .set(flags.dotTakesLines ? .all : ByteSet.newline.inverted)
    case "^": return startAnchor()
    case "$": return endAnchor()
    case "\\": return try escape()
    case "*", "+", "?": throw RegexError("a quantifier stands behind nothing")
    default: return text(scalar)
    }
  }

  func text(_ scalar: Unicode.Scalar) -> ForeignNode {
    let bytes = Array(String(scalar).utf8)
    return .text(bytes, ignoresCase: flags.ignoresCase && bytes.contains(where: \.isASCIILetter))
  }

  /// The text that another tool searches is a file, ours is the part of it around a literal: what the start of a text
  /// was becomes the start of a line.
  private mutating func startAnchor() -> ForeignNode {
    if !flags.hasLineAnchors { note("'^' stands for the start of a line, not of the file") }
    return .anchor("(?m:^)")
  }

  private mutating func endAnchor() -> ForeignNode {
    if !flags.hasLineAnchors { note("'$' stands for the end of a line, not of the file") }
    return .anchor("(?m:$)")
  }

  /// Behind the opening parenthesis.
  private mutating func group(depth: Int) throws(RegexError) -> ForeignNode? {
    let outer = flags
    for opening: StaticString in ["?=", "?!", "?<=", "?<!"] where skip(opening) {
      return .look("(" + opening.description, try rest(depth, outer))
    }
    if skip("?P<") || skip("?<") {
      let name = try groupName()
      groupCount += 1
      let number = groupCount
      return .group(try rest(depth, outer), number: number, name: name)
    }
    if skip("?:") { return try rest(depth, outer) }
    if skip("?") { return try flagGroup(depth, outer) }
    groupCount += 1
    let number = groupCount
    return .group(try rest(depth, outer), number: number, name: nil)
  }

  private mutating func rest(_ depth: Int, _ outer: Flags) throws(RegexError) -> ForeignNode {
    let inner = try alternatives(depth: depth + 1)
    guard skip(")") else { throw RegexError("a group is not closed") }
    flags = outer
    return inner
  }

  private mutating func groupName() throws(RegexError) -> String {
    var name = ""
    while true {
      let scalar = try take()
      if scalar == ">" { return name }
      name.unicodeScalars.append(scalar)
    }
  }

  /// `(?i)` holds to the end of the group around it, `(?i:…)` for its own.
  private mutating func flagGroup(_ depth: Int, _ outer: Flags) throws(RegexError) -> ForeignNode? {
    var isOn = true
    while true {
      switch try take() {
      case "-": isOn = false
      case "i": flags.ignoresCase = isOn
      case "s": flags.dotTakesLines = isOn
      case "m": flags.hasLineAnchors = isOn
      case "U": flags.isUngreedy = isOn
      case "x" where dialect == .rust: flags.skipsSpace = isOn
      case "u" where dialect == .rust, "R" where dialect == .rust: break
      case ":": return try rest(depth, outer)
      case ")": return nil
      case let scalar: throw RegexError("'(?\(Quoted.scalar(scalar))' is not known")
      }
    }
  }
}

/// One character, safe to print.
enum Quoted {
  static func scalar(_ scalar: Unicode.Scalar) -> String {
    (0x20...0x7E).contains(scalar.value)
      ? String(scalar) : "U+" + String(scalar.value, radix: 16, uppercase: true)
  }
}
