/// Turns a regular expression on paths into globs that match the same paths.
enum PathPatterns {
  private static let most = 64
  /// Nodes that are looked at; nested repetitions would look at one very often.
  private static let steps = 4096

  /// Throws where no list of globs says the same.
  static func globs(of source: String) throws(RegexError) -> [String] {
    let pattern = try ForeignPattern(source, dialect: .go)
    var budget = steps
    var texts: [[Piece]] = [[]]
    try append(pattern.root, to: &texts, &budget)
    guard texts.allSatisfy(hasAnchorsAtItsEnds) else { throw RegexError("an anchor stands in its middle") }
    let globs = texts.map(glob)
    guard !globs.contains(where: { glob in glob.allSatisfy { "*/".contains($0) } }) else {
      throw RegexError("it matches every path")
    }
    return globs.reduce(into: []) { list, glob in if !list.contains(glob) { list.append(glob) } }
  }

  private enum Piece: Hashable {
    /// As a glob writes it: a character, a set, `?`.
    case one(String)
    /// Anything within a folder, and anything.
    case run, everything
    case start, end
  }

  private static func append(
    _ node: ForeignNode, to texts: inout [[Piece]], _ budget: inout Int
  ) throws(RegexError) {
    budget -= 1
    guard budget > 0 else { throw RegexError("it is too intricate") }
    switch node {
    case .text(let bytes, let folds): add([[.one(character(bytes, folds: folds))]], to: &texts)
    case .set(let set): add([[try one(of: set)]], to: &texts)
    case .sequence(let parts): for part in parts { try append(part, to: &texts, &budget) }
    case .group(let inner, _, _): try append(inner, to: &texts, &budget)
    case .anchor("(?m:^)"): add([[.start]], to: &texts)
    case .anchor("(?m:$)"): add([[.end]], to: &texts)
    case .anchor, .look: throw RegexError("it looks around")
    case .alternatives(let parts):
      var all: [[Piece]] = []
      for part in parts {
        var branch: [[Piece]] = [[]]
        try append(part, to: &branch, &budget)
        all += branch
      }
      add(all, to: &texts)
    case .loop(let inner, let least, let most, _):
      add(try loop(inner, least...(most ?? .max), &budget), to: &texts)
    }
    guard texts.count <= most else { throw RegexError("it stands for too many globs") }
  }

  private static func add(_ branches: [[Piece]], to texts: inout [[Piece]]) {
    texts = texts.prefix(most + 1).flatMap { left in branches.prefix(most + 1).map { left + $0 } }
  }

  private static func loop(
    _ node: ForeignNode, _ counts: ClosedRange<Int>, _ budget: inout Int
  ) throws(RegexError) -> [[Piece]] {
    guard counts.upperBound < .max else {
      guard case .set(let set) = node, counts.lowerBound <= 1 else {
        throw RegexError("it repeats more than any character")
      }
      let isAny = set.isSuperset(of: ByteSet.newline.inverted)
      guard isAny || set.inverted == ByteSet("/") else {
        throw RegexError("it repeats some characters without bound")
      }
      let run = isAny ? Piece.everything : .run
      return [counts.lowerBound == 0 ? [run] : [.one("?"), run]]
    }
    guard counts.upperBound <= 8 else { throw RegexError("it repeats too often") }
    var result: [[Piece]] = []
    for count in counts {
      var texts: [[Piece]] = [[]]
      for _ in 0..<count { try append(node, to: &texts, &budget) }
      result += texts
    }
    return result
  }

  /// A point that was meant as a point stands for any character: a path that has another one there is rare.
  private static func one(of set: ByteSet) throws(RegexError) -> Piece {
    if set.isSuperset(of: ByteSet.newline.inverted) { return .one("?") }
    let bytes = set.bytes
    guard bytes.count <= 64, bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") })
    else {
      throw RegexError("it has a set that no glob has")
    }
    if bytes.count == 1 { return .one(character(bytes, folds: false)) }
    let members = bytes.map {
      #"\]^-!["#.utf8.contains($0) ? "\\" + String(Unicode.Scalar($0)) : String(Unicode.Scalar($0))
    }
    return .one("[" + members.joined() + "]")
  }

  private static func character(_ bytes: [UInt8], folds: Bool) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if folds { return "[" + text.lowercased() + text.uppercased() + "]" }
    return #"\*?["#.contains(text) ? "\\" + text : text
  }

  private static func hasAnchorsAtItsEnds(_ pieces: [Piece]) -> Bool {
    !pieces.dropFirst().contains(.start) && !pieces.dropLast().contains(.end)
  }

  private static func glob(_ pieces: [Piece]) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .one(let one): text += one
      // Two of them would cross folders.
      case .run where text.hasSuffix("*") && !text.hasSuffix("\\*"), .start, .end: break
      case .run: text += "*"
      case .everything: text += text.hasSuffix("**") ? "" : "**"
      }
    }
    if pieces.last != .end, !text.hasSuffix("**") { text += "**" }
    let isAnchored = pieces.first == .start
    if isAnchored { return text.hasPrefix("**") || text.contains("/") ? text : "/" + text }
    return text.hasPrefix("**") ? text : "**" + text
  }
}
