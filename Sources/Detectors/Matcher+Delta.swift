/// A stretch of a text that was copied from another, or is new: the same as `Git.Delta.Segment`, which this
/// target does not know.
package struct TextSegment: Sendable {
  package var target: Int
  /// Offset in the base, or -1 for new bytes.
  package var source: Int
  package var length: Int

  package init(target: Int, source: Int, length: Int) {
    self.target = target
    self.source = source
    self.length = length
  }
}

extension Matcher {
  /// Looks only at what a delta changed. Gives what `match(text)` gives.
  ///
  /// - Parameters:
  ///   - base: the text that the segments copy from.
  ///   - segments: in order and without gaps; together they are `text`.
  ///   - inherited: what matching `base` gave.
  package func match(
    _ text: UnsafeRawBufferPointer, base: UnsafeRawBufferPointer, segments: [TextSegment], inherited: [Match]
  ) -> [Match] {
    begin()
    var changes = ChangedRegions(plan, longRuns)
    changes.collect(text, base: base, segments: segments)
    let wide = inherited.reduce(0) { $0 + ($1.isWide ? 1 : 0) }
    guard changes.total * 4 < text.count * 3, wide * segments.count < 1 << 20,
      inherited.count < Matcher.matchLimit
    else {
      search(text, 0..<text.count)
      return finish()
    }
    if !inherited.isEmpty { inherit(inherited, segments, text) }
    for region in changes.regions {
      search(text, region)
      searchGroups(next: region, in: text)
    }
    for seam in changes.lineSeams { searchGroups(around: seam, in: text) }
    // Which matches a limit leaves depends on the order of the search.
    return matches.count < Matcher.matchLimit ? finish() : match(text)
  }

  private func inherit(
    _ inherited: [Match], _ segments: [TextSegment], _ text: UnsafeRawBufferPointer
  ) {
    let wide = inherited.filter(\.isWide).sorted { $0.anchor < $1.anchor }
    for segment in segments where segment.source >= 0 && matches.count < Matcher.matchLimit {
      let sourceEnd = segment.source + segment.length
      var index = inherited.partition { Int($0.reachStart) >= segment.source }
      while index < inherited.count, inherited[index].reachStart < sourceEnd {
        let match = inherited[index]
        index += 1
        guard match.reachEnd <= sourceEnd else { continue }
        let moved = match.moved(by: segment.target - segment.source)
        if moved.fits(text) { matches.append(moved) }
      }
      var next = wide.partition { Int($0.anchor) >= segment.source }
      while next < wide.count, Int(wide[next].anchor) < sourceEnd {
        revisit(wide[next], segment, text)
        next += 1
      }
    }
  }

  /// Asks a wide rule again where its literal was copied but not all of its reach.
  private func revisit(_ match: Match, _ segment: TextSegment, _ text: UnsafeRawBufferPointer) {
    let sourceEnd = segment.source + segment.length
    let anchor = Int(match.anchor)
    guard anchor + length(of: Int(match.literal)) <= sourceEnd else { return }
    let moved = match.moved(by: segment.target - segment.source)
    if Int(match.reachStart) >= segment.source, Int(match.reachEnd) <= sourceEnd, moved.fits(text) { return }
    evaluate(Int(match.rule), literal: Int(match.literal), at: Int(moved.anchor), in: text)
  }
}
