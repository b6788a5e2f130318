/// The parts of a text in which a provider's name can tell a value: the lines with a long run of token characters
/// and a digit, and those before them. In program text that is a line in thirty, so that thousands of names cost
/// little.
struct NameWindows {
  let text: UnsafeRawBufferPointer
  /// What is searched.
  let range: Range<Int>
  let longRuns: LongRuns
  let longestName: Int

  /// No value that a name tells begins farther before its digit.
  private static let farthest = 2 * ScanPlan.narrow.after

  /// Calls `body` with windows in `range`, in order, that do not overlap. Every name that `WordWindow` finds a run
  /// for lies wholly in one of them.
  func forEach(_ body: (Range<Int>) -> Void) {
    var pending = range.lowerBound..<range.lowerBound
    let end = searchedEnd
    var position = Text.lineStart(
      text, range.lowerBound, limit: max(0, range.lowerBound - ScanPlan.narrow.before))
    while let digit = LongRuns.digit(in: text, from: position, to: end) {
      let run = run(around: digit, floor: position, end: end)
      position = run.upperBound
      guard run.count >= longRuns.least else { continue }
      let lineEnd = lineEnd(behind: run)
      // Other runs of the line have the same window, unless it is a long line.
      if lineEnd == text.count || text[lineEnd] == 0x0A { position = lineEnd }
      let window = start(before: run, floor: pending.upperBound)..<min(lineEnd, range.upperBound)
      guard window.lowerBound < window.upperBound else { continue }
      if window.lowerBound > pending.upperBound {
        if !pending.isEmpty { body(pending) }
        pending = window
      } else {
        pending = pending.lowerBound..<max(pending.upperBound, window.upperBound)
      }
    }
    if !pending.isEmpty { body(pending) }
  }

  /// As far behind the range as a name at its end looks for a value.
  private var searchedEnd: Int {
    WordWindow.end(
      of: range.upperBound, in: text, limit: min(text.count, range.upperBound + ScanPlan.narrow.after))
  }

  private func run(around digit: Int, floor: Int, end: Int) -> Range<Int> {
    let floor = max(floor, digit - NameWindows.farthest)
    let limit = min(text.count, max(end, digit + longRuns.least))
    return longRuns.run(around: digit, in: text, floor: floor, limit: limit)
  }

  private func lineEnd(behind run: Range<Int>) -> Int {
    Text.lineEnd(
      text, run.upperBound, limit: min(text.count, run.upperBound + ScanPlan.narrow.before + longestName))
  }

  /// The start of the first line on which a name can stand, or `floor`, where another window ends.
  private func start(before run: Range<Int>, floor: Int) -> Int {
    let low = max(floor, run.lowerBound - ScanPlan.narrow.after - longestName)
    guard low < run.lowerBound else { return floor }
    return WordWindow.start(
      before: Text.lineStart(text, run.lowerBound, limit: low), in: text, limit: low)
  }
}
