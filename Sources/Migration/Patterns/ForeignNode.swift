/// A regular expression of another tool, read: flags, names of classes and free spacing are resolved, so that it means
/// the same in any dialect.
indirect enum ForeignNode: Hashable, Sendable {
  /// One character, in UTF-8.
  case text([UInt8], ignoresCase: Bool)
  /// One byte of a set.
  case set(ByteSet)
  case sequence([ForeignNode])
  case alternatives([ForeignNode])
  /// `most` is nil for no bound.
  case loop(ForeignNode, least: Int, most: Int?, isLazy: Bool)
  /// A capture; numbered from 1 in the order of the opening parentheses.
  case group(ForeignNode, number: Int, name: String?)
  /// Takes nothing; as PCRE2 writes it.
  case anchor(String)
  /// A look-around, by its opening: `(?=`.
  case look(String, ForeignNode)

  static let nothing = ForeignNode.sequence([])

  /// The parts of a sequence or of alternatives, what a loop repeats, what a group holds.
  var children: [ForeignNode] {
    switch self {
    case .text, .set, .anchor: []
    case .sequence(let parts), .alternatives(let parts): parts
    case .loop(let inner, _, _, _), .group(let inner, _, _), .look(_, let inner): [inner]
    }
  }

  /// True for what an empty text matches.
  var canBeEmpty: Bool {
    switch self {
    case .text, .set: false
    case .anchor, .look: true
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .alternatives(let parts): parts.contains(where: \.canBeEmpty)
    case .group(let inner, _, _): inner.canBeEmpty
    case .loop(let inner, let least, _, _): least == 0 || inner.canBeEmpty
    }
  }

  /// This and every node below it.
  func visit(_ body: (ForeignNode) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

/// The rules by which a tool's expressions are read.
enum RegexDialect: Sendable {
  /// Go's RE2 syntax: https://github.com/google/re2/wiki/Syntax
  case go
  /// Rust's `regex` crate, and what Vectorscan has in common with it: https://docs.rs/regex/latest/regex/#syntax
  case rust
}

/// Why an expression cannot be read. It never quotes more than one construct: the text may be somebody's secret.
struct RegexError: Error, Hashable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// An expression and what its reading changed.
struct ForeignPattern: Sendable {
  var root: ForeignNode
  /// How many captures it has, and their names by number.
  var groupCount: Int
  /// What could not be kept to the letter, in words.
  var changes: [String]

  init(_ source: String, dialect: RegexDialect) throws(RegexError) {
    guard source.utf8.count <= ForeignPattern.longest else {
      throw RegexError("the pattern is over \(ForeignPattern.longest) bytes long")
    }
    var parser = ForeignParser(source, dialect: dialect)
    root = try parser.pattern()
    groupCount = parser.groupCount
    changes = parser.changes
  }

  private static let longest = 1 << 15
}
