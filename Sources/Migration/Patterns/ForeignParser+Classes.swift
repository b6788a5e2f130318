/// What `[…]` and escapes stand for.
extension ForeignParser {
  /// Members of a class: bytes, and characters beyond ASCII, which are several bytes each.
  struct Members {
    var bytes = ByteSet()
    var wide: [Unicode.Scalar] = []
  }

  /// Behind the opening bracket.
  mutating func characterClass() throws(RegexError) -> ForeignNode {
    let (members, isNegated) = try bracket(depth: 0)
    if isNegated {
      if !members.wide.isEmpty { note("characters beyond ASCII in a negated class are not heeded") }
      return .set(members.bytes.inverted)
    }
    guard !members.wide.isEmpty else { return .set(members.bytes) }
    let wide = members.wide.map { ForeignNode.text(Array(String($0).utf8), ignoresCase: false) }
    return .alternatives(members.bytes.count == 0 ? wide : [.set(members.bytes)] + wide)
  }

  private mutating func bracket(depth: Int) throws(RegexError) -> (Members, Bool) {
    guard depth < 20 else { throw RegexError("classes are nested too deep") }
    let isNegated = skip("^")
    var members = Members()
    var isFirst = true
    while true {
      if flags.skipsSpace, let scalar = next, scalar.properties.isWhitespace {
        position += 1
        continue
      }
      if !isFirst, skip("]") { break }
      isFirst = false
      if dialect == .rust, let combined = try operation(on: members, depth) {
        members = combined
        continue
      }
      try member(into: &members, depth)
    }
    if flags.ignoresCase { members.bytes = members.bytes.folded }
    return (members, isNegated)
  }

  /// `&&`, `--` and `~~` with what is behind them, up to the closing bracket.
  private mutating func operation(on left: Members, _ depth: Int) throws(RegexError) -> Members? {
    let start = position
    let isAnd = skip("&&")
    let isMinus = !isAnd && skip("--")
    guard isAnd || isMinus else {
      guard !skip("~~") else { throw RegexError("'~~' in a class is not known") }
      return nil
    }
    guard next != "]" else {
      position = start
      return nil
    }
    // Up to the bracket, which the caller takes.
    var right = Members()
    while next != "]" { try member(into: &right, depth) }
    let bytes = isAnd ? left.bytes.intersection(right.bytes) : left.bytes.subtracting(right.bytes)
    return Members(bytes: bytes, wide: isAnd ? [] : left.wide)
  }

  private mutating func member(into members: inout Members, _ depth: Int) throws(RegexError) {
    if skip("[:") {
      members.bytes = members.bytes.union(try posixSet())
      return
    }
    if dialect == .rust, skip("[") {
      let (inner, isNegated) = try bracket(depth: depth + 1)
      members.bytes = members.bytes.union(isNegated ? inner.bytes.inverted : inner.bytes)
      members.wide += isNegated ? [] : inner.wide
      return
    }
    guard let low = try single(into: &members) else { return }
    guard next == "-", position + 1 < source.count, source[position + 1] != "]",
      !(dialect == .rust && source[position + 1] == "-")
    else {
      add(low...low, to: &members)
      return
    }
    position += 1
    guard let high = try single(into: &members), low <= high else {
      throw RegexError("a class has a range with no end, or the wrong way round")
    }
    add(low...high, to: &members)
  }

  /// A character; nil for a set, which is added.
  private mutating func single(into members: inout Members) throws(RegexError) -> Unicode.Scalar? {
    let scalar = try take()
    guard scalar == "\\" else { return scalar }
    if let set = try escapedSet() {
      members.bytes = members.bytes.union(set)
      return nil
    }
    if skip("b") { throw RegexError("'\\b' in a class is not known") }
    return try escapedCharacter()
  }

  private mutating func add(_ range: ClosedRange<Unicode.Scalar>, to members: inout Members) {
    let (low, high) = (range.lowerBound.value, range.upperBound.value)
    if low < 0x80 { members.bytes.insert(UInt8(low)...UInt8(min(high, 0x7F))) }
    guard high >= 0x80 else { return }
    if low == high {
      members.wide.append(range.lowerBound)
    } else {
      note("of a range of characters only the ASCII ones are heeded")
    }
  }

  private mutating func posixSet() throws(RegexError) -> ByteSet {
    let isNegated = skip("^")
    var name = ""
    while let scalar = next, scalar != ":", name.utf8.count < 8 {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard skip(":]"), let set = ByteSet.names[name] else { throw RegexError("a class '[:…:]' is not known") }
    return isNegated ? set.inverted : set
  }
}
