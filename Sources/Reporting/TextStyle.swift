/// How the text form is laid out; the other formats ignore it.
package struct TextStyle: Sendable, Hashable {
  /// Columns of the terminal. Lines are no longer than that, nor than `readableWidth`.
  package var width: Int
  /// Colours and weights by ANSI escape sequences (ECMA-48, SGR).
  package var color: Bool
  /// Every finding in full, every occurrence, every diagnostic, and what is suppressed.
  package var isVerbose: Bool
  /// Paths as links (OSC 8); only sensible on a terminal.
  package var hyperlinks: Bool

  package init(width: Int = 80, color: Bool = false, isVerbose: Bool = false, hyperlinks: Bool = false) {
    self.width = width
    self.color = color
    self.isVerbose = isVerbose
    self.hyperlinks = hyperlinks
  }

  /// Below it the layout would fall apart; lines are then as long as here.
  static let leastWidth = 40
  /// Longer lines are hard to read: the eye loses the way back.
  static let readableWidth = 104

  var columns: Int { min(max(width, Self.leastWidth), Self.readableWidth) }
}
