/// The text that a rule may look at around a literal.
struct Reach {
  let range: Range<Int>
  let edges: Match.Edges

  init(_ reach: Detector.Reach, anchor: Int, length: Int, in text: UnsafeRawBufferPointer) {
    let low = max(0, anchor - reach.before)
    let high = min(text.count, anchor + length + reach.after)
    guard reach.isLine else {
      range = low..<high
      var edges: Match.Edges = []
      // Where it just reaches an end as well: a rule can tell that the blob ends there.
      if anchor <= reach.before { edges.insert(.startsBlob) }
      if anchor + length + reach.after >= text.count { edges.insert(.endsBlob) }
      self.edges = edges
      return
    }
    let start = Text.lineStart(text, anchor, limit: low)
    let end = Text.lineEnd(text, anchor + length, limit: high)
    var edges: Match.Edges = []
    if start == 0 || text[start - 1] == 0x0A { edges.insert(.startsLine) }
    if end == text.count || text[end] == 0x0A { edges.insert(.endsLine) }
    range = start..<end
    self.edges = edges
  }

  /// With the rest of a line that a value behind it stands on.
  func extended(over value: Range<Int>, in text: UnsafeRawBufferPointer) -> Reach {
    guard value.upperBound > range.upperBound else { return self }
    let end = Text.lineEnd(text, value.upperBound, limit: min(text.count, value.upperBound + 1))
    var edges = edges.subtracting(.endsLine)
    if end == text.count || text[end] == 0x0A { edges.insert(.endsLine) }
    return Reach(range: range.lowerBound..<end, edges: edges)
  }

  init(range: Range<Int>, edges: Match.Edges) {
    self.range = range
    self.edges = edges
  }
}

extension Matcher {
  /// Where a rule was asked.
  struct Site {
    /// Index in the plan.
    let rule: Int
    let literal: Int
    let anchor: Int
    let reach: Reach
  }
}
