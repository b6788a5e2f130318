import Findings
import Testing

@testable import Detectors

struct NameWindowsTests {
  private static let words = [
    "acme", "service", "key", "=", "\"", "\n", "\n", " ", "  ", "deadbeefdeadbeefdead0042",
    "0123456789abcdef",
    "some_long_identifier_without", "x1", "// note", "\n\n",
  ]

  private func windows(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    NameWindows(text: text, range: range, longRuns: LongRuns(least: 16), longestName: 8).forEach {
      found.append($0)
    }
    return found
  }

  /// A name looks for runs from its own line's start to the end of the second line behind it.
  private func isNearValue(_ name: Range<Int>, in text: UnsafeRawBufferPointer) -> Bool {
    let window = WordWindow(name, after: 96, in: text)
    return LongRuns(least: 16).runs(in: window.range, of: text).contains { $0.overlaps(window.range) }
  }

  @Test func `every name with a value near lies in a window, and windows are in order`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...60, using: &random)
      let text = Array((0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined().utf8)
      guard !text.isEmpty else { continue }
      text.withUnsafeBytes { text in
        let low = Int.random(in: 0..<text.count, using: &random)
        let range = low..<Int.random(in: low...text.count, using: &random)
        let windows = windows(text, range)
        for (left, right) in zip(windows, windows.dropFirst()) { #expect(left.upperBound < right.lowerBound) }
        #expect(windows.allSatisfy { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound })
        for start in range
        where start + 4 <= range.upperBound && text[start..<start + 4].elementsEqual("acme".utf8) {
          let name = start..<start + 4
          guard isNearValue(name, in: text) else { continue }
          #expect(windows.contains { $0.lowerBound <= name.lowerBound && name.upperBound <= $0.upperBound })
        }
      }
    }
  }

  @Test func `text without digits has none`() {
    let text = Array("acme_key = some_long_identifier_without_any\n".utf8)
    #expect(text.withUnsafeBytes { windows($0, 0..<text.count) }.isEmpty)
  }
}
