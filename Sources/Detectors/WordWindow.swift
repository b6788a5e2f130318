/// The text around a provider's name that the rule looks at.
struct WordWindow {
  let range: Range<Int>
  let word: Range<Int>
  private let startsLine: Bool

  /// Line ends between a name and its value.
  static let lineEnds = 2

  init(_ word: Range<Int>, after: Int, in text: UnsafeRawBufferPointer) {
    self.word = word
    let low = Text.lineStart(text, word.lowerBound, limit: max(0, word.lowerBound - ScanPlan.narrow.before))
    startsLine = low == 0 || text[low - 1] == 0x0A
    let limit = min(text.count, word.upperBound + after)
    range = low..<WordWindow.end(of: word.upperBound, in: text, limit: limit)
  }

  /// Where a word that ends at `position` looks last: `lineEnds` lines behind its own, not above `limit`.
  static func end(of position: Int, in text: UnsafeRawBufferPointer, limit: Int) -> Int {
    var end = Text.lineEnd(text, position, limit: limit)
    for _ in 0..<lineEnds where end < limit { end = Text.lineEnd(text, end + 1, limit: limit) }
    return end
  }

  /// Where a word for a line that starts at `line` can begin: `lineEnds` lines before it, not below `limit`.
  static func start(before line: Int, in text: UnsafeRawBufferPointer, limit: Int) -> Int {
    var start = line
    for _ in 0..<lineEnds where start > limit { start = Text.lineStart(text, start - 1, limit: limit) }
    return start
  }

  /// Stretches of the shape's characters in a run that are of the right length, end where a value can end, and lie
  /// near enough.
  func values(in run: Range<Int>, _ shape: ValueShape) -> [Range<Int>] {
    let text = shape.text
    var values: [Range<Int>] = []
    var position = max(run.lowerBound, range.lowerBound)
    let end = min(run.upperBound, range.upperBound)
    while position < end {
      while position < end, !shape.charset.contains(text[position]) { position += 1 }
      var start = position
      while position < end, shape.charset.contains(text[position]) { position += 1 }
      if shape.charset.contains(UInt8(ascii: "=")) { start = behindAssignment(start..<position, text) }
      let value = start..<position
      if shape.context.length.contains(value.count), isNear(value, shape.context.distance),
        isBounded(value, shape),
        value.contains(where: { (0x30...0x39).contains(text[$0]) })
      {
        values.append(value)
      }
    }
    return values
  }

  /// `name=value` where `=` is a character of the value as well: it can only end one.
  private func behindAssignment(_ run: Range<Int>, _ text: UnsafeRawBufferPointer) -> Int {
    var end = run.upperBound
    while end > run.lowerBound, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    return text[run.lowerBound..<end].lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? run.lowerBound
  }

  private func isNear(_ value: Range<Int>, _ distance: Int) -> Bool {
    if value.upperBound <= word.lowerBound { return true }
    return value.lowerBound >= word.upperBound && value.lowerBound - word.upperBound <= distance
  }

  /// No part of a longer value; nor cut off by the window.
  private func isBounded(_ value: Range<Int>, _ shape: ValueShape) -> Bool {
    let text = shape.text
    if value.lowerBound > range.lowerBound {
      let before = text[value.lowerBound - 1]
      if WordWindow.joins(before) || (shape.charset.contains(before) && before != UInt8(ascii: "=")) {
        return false
      }
    } else if !startsLine {
      return false
    }
    let end = value.upperBound
    guard end < text.count else { return true }
    guard end < range.upperBound else { return text[end] == 0x0A }
    let after = text[end]
    if after == UInt8(ascii: ".") { return end + 1 == text.count || text[end + 1] <= 0x20 }
    // A name with a bracket behind it is a call.
    if after == UInt8(ascii: "(") { return false }
    // Nor is the name in `Ann <ann@acme.net>`, unlike the one in `https://name@host`.
    if after == UInt8(ascii: "@"), value.lowerBound == range.lowerBound || !isInAddress(value, text) {
      return false
    }
    return !WordWindow.joins(after) && after != UInt8(ascii: "=") && !shape.charset.contains(after)
  }

  private func isInAddress(_ value: Range<Int>, _ text: UnsafeRawBufferPointer) -> Bool {
    [UInt8(ascii: ":"), UInt8(ascii: "/")].contains(text[value.lowerBound - 1])
  }

  private static func joins(_ byte: UInt8) -> Bool {
    CharacterSet256.base64Any.contains(byte) || byte == UInt8(ascii: ".")
  }

  /// What the answer for one value depends on: its own lines and those up to the word's.
  func reach(of value: Range<Int>, in text: UnsafeRawBufferPointer) -> Reach {
    let end = Text.lineEnd(text, max(value.upperBound, word.upperBound), limit: range.upperBound)
    var edges: Match.Edges = []
    if startsLine { edges.insert(.startsLine) }
    if end == text.count || text[end] == 0x0A { edges.insert(.endsLine) }
    return Reach(range: range.lowerBound..<end, edges: edges)
  }

  /// False inside a longer word: `box` in `inbox`. A credential word may follow: `acmekey`.
  static func isWholeWord(_ word: Range<Int>, in text: UnsafeRawBufferPointer) -> Bool {
    if word.lowerBound > 0 {
      let before = text[word.lowerBound - 1]
      let first = text[word.lowerBound]
      if NameWords.isLower(before), !NameWords.isUpper(first) { return false }
      if NameWords.isUpper(before), NameWords.isUpper(first) { return false }
      if NameWords.isUpper(before), NameWords.isLower(first) { return false }
    }
    guard word.upperBound < text.count else { return true }
    let last = text[word.upperBound - 1]
    let next = text[word.upperBound]
    let goesOn = NameWords.isLower(next) || (NameWords.isUpper(next) && NameWords.isUpper(last))
    guard goesOn else { return true }
    var end = word.upperBound
    while end < text.count, end - word.upperBound < 24,
      NameWords.isLower(text[end]) == NameWords.isLower(next),
      NameWords.isAlphanumeric(text[end])
    {
      end += 1
    }
    let rest = NameWords(text, word.upperBound..<end)
    return !rest.isForeign
  }
}
