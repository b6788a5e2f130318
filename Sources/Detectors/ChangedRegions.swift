/// The stretches of a text in which a narrow rule's answer may differ from the base's.
struct ChangedRegions {
  private let before: Int
  private let after: Int
  private let distance: Int
  private let longestWord: Int
  private let longRuns: LongRuns
  private(set) var regions: [Range<Int>] = []
  /// Line starts, outside of the regions or in them, where lines follow each other that did not in the base.
  private(set) var lineSeams: [Int] = []
  private(set) var total = 0

  init(_ plan: ScanPlan, _ longRuns: LongRuns) {
    before = plan.tables.marginBefore
    after = plan.tables.marginAfter
    distance = plan.tables.distance
    longestWord = plan.tables.longestWord
    self.longRuns = longRuns
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
        if followsCopy { insert(segment.target..<segment.target) }
      }
      followsCopy = segment.source >= 0
    }
    if last.source >= 0, last.source + last.length < base.count {
      if text.last != 0x0A { add(text, text.count..<text.count) } else { lineSeams.append(text.count) }
    }
    addNames(text)
  }

  /// Widens a change to the lines that it touches, within the margins, and joins it to the one before.
  private mutating func add(_ text: UnsafeRawBufferPointer, _ change: Range<Int>) {
    // What lies in the region before is joined to it: no need to find where its line begins.
    let floor = max(regions.last?.upperBound ?? 0, change.lowerBound - before)
    let start =
      floor < change.lowerBound ? Text.lineStart(text, change.lowerBound, limit: floor) : change.lowerBound
    // A change that ends with a line feed leaves the next line as it is, unless that line has a seam itself.
    let endsLine = !change.isEmpty && text[change.upperBound - 1] == 0x0A
    let end =
      endsLine
      ? change.upperBound
      : Text.lineEnd(text, change.upperBound, limit: min(text.count, change.upperBound + after))
    insert(start..<end)
    // An empty line has nothing to search, but its neighbours follow each other anew.
    if start == end { lineSeams.append(start) }
  }

  /// Widens the regions as far up as a name can stand that tells a value in them: a provider's, or the one of a
  /// pair. Not at all where they begin with nothing that can be such a value.
  private mutating func addNames(_ text: UnsafeRawBufferPointer) {
    let lines = regions
    regions.removeAll(keepingCapacity: true)
    total = 0
    for line in lines {
      let start = nameStart(text, line.lowerBound)
      if start < line.upperBound { insert(start..<line.upperBound) }
    }
  }

  private func nameStart(_ text: UnsafeRawBufferPointer, _ line: Int) -> Int {
    guard line > 0, line < text.count else { return line }
    let values = line..<min(text.count, line + distance + 1)
    let isTold = distance > 0 && !longRuns.runs(in: values, of: text).isEmpty
    let word = isTold ? wordStart(text, line) : line
    guard AssignedPair.mayBeValue(text, line: line) else { return word }
    return min(word, Text.lineStart(text, line - 1, limit: max(0, line - AssignedPair.reach)))
  }

  private func wordStart(_ text: UnsafeRawBufferPointer, _ line: Int) -> Int {
    WordWindow.start(before: line, in: text, limit: max(0, line - distance - longestWord))
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
