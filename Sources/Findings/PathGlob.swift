/// A path pattern: `*` and `?` stay within a folder, `**` crosses folders, `[a-z]` and `[!a-z]` are sets of
/// characters, `\` takes the next character as it is. Case-sensitive.
///
/// A pattern without a slash matches the file's name in any folder; with one it is anchored at the root; one
/// that ends in a slash matches everything below that folder.
package struct PathGlob: Sendable, Hashable {
  /// As it was written.
  package let pattern: String
  private let tokens: [Token]

  package init(_ pattern: String) {
    self.pattern = pattern
    var parser = GlobParser(pattern)
    tokens = parser.tokens()
  }

  /// True when the whole path, written with `/` and without a leading one, matches. Takes time in proportion
  /// to the path's length times the pattern's, whatever they hold.
  package func matches(_ path: some StringProtocol) -> Bool {
    guard !tokens.isEmpty else { return false }
    var states = StateSet(tokens)
    states.enter(0)
    states.advance()
    for scalar in path.unicodeScalars {
      states.step(over: scalar)
      guard states.advance() else { return false }
    }
    return states.isAtEnd
  }

  enum Token: Sendable, Hashable {
    case scalar(Unicode.Scalar)
    /// `?`
    case any
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    /// `*`
    case run
    /// `**` that ends the pattern, or stands beside other characters.
    case everything
    /// `**/`: no folder, or any number of them.
    case folders
  }
}

/// The positions in the tokens that the path read so far leads to: a set, so that no path or pattern makes the
/// work grow exponentially.
private struct StateSet {
  private let tokens: [PathGlob.Token]
  private var current: [Bool]
  private var next: [Bool]

  init(_ tokens: [PathGlob.Token]) {
    self.tokens = tokens
    current = Array(repeating: false, count: tokens.count + 1)
    next = current
  }

  var isAtEnd: Bool { current[tokens.count] }

  /// Marks a position, and those behind it that need no further character.
  mutating func enter(_ start: Int) {
    var state = start
    while !next[state] {
      next[state] = true
      guard state < tokens.count else { return }
      switch tokens[state] {
      case .run, .everything, .folders: state += 1
      case .scalar, .any, .set: return
      }
    }
  }

  /// Makes the marked positions current; false when there are none.
  @discardableResult
  mutating func advance() -> Bool {
    swap(&current, &next)
    var isAlive = false
    for state in next.indices {
      next[state] = false
      isAlive = isAlive || current[state]
    }
    return isAlive
  }

  mutating func step(over scalar: Unicode.Scalar) {
    for state in tokens.indices where current[state] {
      switch tokens[state] {
      case .scalar(let expected):
        if scalar == expected { enter(state + 1) }
      case .any:
        if scalar != "/" { enter(state + 1) }
      case .set(let ranges, let isNegated):
        if scalar != "/", ranges.contains(where: { $0.contains(scalar) }) != isNegated { enter(state + 1) }
      case .run:
        if scalar != "/" { enter(state) }
      case .everything:
        enter(state)
      case .folders:
        // Behind a partial folder name the path may only go on to that folder's slash.
        if scalar == "/" { enter(state + 1) }
        next[state] = true
      }
    }
  }
}
