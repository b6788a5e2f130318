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
    var changes = ChangedRegions(before: plan.marginBefore, after: plan.marginAfter, above: plan.marginAbove)
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
    let wide = inherited.filter(\.isWide)
    for segment in segments where segment.source >= 0 && matches.count < Matcher.matchLimit {
      let sourceEnd = segment.source + segment.length
      var index = Matcher.firstIndex(of: inherited, reachingFrom: segment.source)
      while index < inherited.count, inherited[index].reachStart < sourceEnd {
        let match = inherited[index]
        index += 1
        guard match.reachEnd <= sourceEnd else { continue }
        let moved = match.moved(by: segment.target - segment.source)
        if moved.fits(text) { matches.append(moved) }
      }
      for match in wide { revisit(match, segment, text) }
    }
  }

  /// Asks a wide rule again where its literal was copied but not all of its reach.
  private func revisit(_ match: Match, _ segment: TextSegment, _ text: UnsafeRawBufferPointer) {
    let sourceEnd = segment.source + segment.length
    let anchor = Int(match.anchor)
    guard anchor >= segment.source, anchor + length(of: Int(match.literal)) <= sourceEnd else { return }
    let moved = match.moved(by: segment.target - segment.source)
    if Int(match.reachStart) >= segment.source, Int(match.reachEnd) <= sourceEnd, moved.fits(text) { return }
    evaluate(ScanPlan.Use(rule: Int(match.rule)), literal: Int(match.literal), at: Int(moved.anchor), in: text)
  }

  private static func firstIndex(of matches: [Match], reachingFrom source: Int) -> Int {
    var low = 0
    var high = matches.count
    while low < high {
      let middle = (low + high) / 2
      if Int(matches[middle].reachStart) < source { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The stretches of a text in which a narrow rule's answer may differ from the base's.
struct ChangedRegions {
  private let before: Int
  private let after: Int
  private let above: Int
  private(set) var regions: [Range<Int>] = []
  /// Line starts, outside of the regions or in them, where lines follow each other that did not in the base.
  private(set) var lineSeams: [Int] = []
  private(set) var total = 0

  init(before: Int, after: Int, above: Int) {
    self.before = before
    self.after = after
    self.above = above
  }

  mutating func collect(
    _ text: UnsafeRawBufferPointer, base: UnsafeRawBufferPointer, segments: [TextSegment]
  ) {
    guard let last = segments.last else { return }
    var followsCopy = false
    for segment in segments where segment.length > 0 {
      if segment.source < 0 {
        add(text, segment.target..<segment.target + segment.length)
      } else if segment.target == 0 || text[segment.target - 1] != 0x0A
        || (segment.source > 0 && base[segment.source - 1] != 0x0A)
      {
        // A seam inside a line, or a line that began elsewhere in the base. At the very start nothing changed
        // where the base began there too.
        if segment.target > 0 || (segment.source > 0 && base[segment.source - 1] != 0x0A) {
          add(text, segment.target..<segment.target)
        } else if segment.source > 0 {
          lineSeams.append(0)
        }
      } else {
        lineSeams.append(segment.target)
        // Lines that were cut out or moved bring a name nearer to the lines behind them.
        if above > 0, followsCopy { insert(max(0, segment.target - above)..<segment.target) }
      }
      followsCopy = segment.source >= 0
    }
    if last.source >= 0, last.source + last.length < base.count {
      if text.last != 0x0A { add(text, text.count..<text.count) } else { lineSeams.append(text.count) }
    }
  }

  /// Widens a change to the lines that it touches, within the margins, and joins it to the one before.
  private mutating func add(_ text: UnsafeRawBufferPointer, _ change: Range<Int>) {
    // What lies in the region before is joined to it: no need to find where its line begins.
    let floor = max(regions.last?.upperBound ?? 0, change.lowerBound - before)
    let start = floor < change.lowerBound ? Text.lineStart(text, change.lowerBound, limit: floor) : change.lowerBound
    // A change that ends with a line feed leaves the next line as it is, unless that line has a seam itself.
    let endsLine = !change.isEmpty && text[change.upperBound - 1] == 0x0A
    let end = endsLine
      ? change.upperBound
      : Text.lineEnd(text, change.upperBound, limit: min(text.count, change.upperBound + after))
    insert(max(0, start - above)..<end)
  }

  /// Joins it to the regions that it reaches back to.
  private mutating func insert(_ region: Range<Int>) {
    var region = region
    while let last = regions.last, region.lowerBound <= last.upperBound {
      region = min(region.lowerBound, last.lowerBound)..<max(region.upperBound, last.upperBound)
      total -= last.count
      regions.removeLast()
    }
    regions.append(region)
    total += region.count
  }
}
