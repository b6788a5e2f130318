/// Comments beside a secret that say: this one is known and does not count.
///
/// Those of other scanners are honoured too, so that a repository need not be annotated anew.
package enum InlineAllow {
  /// Markers that speak of their own line.
  private static let onLine: [[UInt8]] = [
    "leakage:allow", "gitleaks:allow", "betterleaks:allow", "kingfisher:ignore", "trufflehog:ignore",
    "pragma: allowlist secret", "pragma:allowlist secret",
  ].map { Array($0.utf8) }

  /// Markers that speak of the line below.
  private static let onNextLine: [[UInt8]] = [
    "pragma: allowlist nextline secret", "pragma:allowlist nextline secret",
  ].map { Array($0.utf8) }

  /// How far from the value, in bytes and on its own lines, a marker is looked for: bounds the work on files
  /// of one huge line that hold many secrets.
  package static let reach = 4096

  /// True when a marker stands in the line, or one for the next line in the previous.
  ///
  /// The cost is a pass over both lines for a colon; nothing is allocated.
  package static func isPresent(in line: Span<UInt8>, previous: Span<UInt8>? = nil) -> Bool {
    if contains(line, oneOf: onLine) { return true }
    guard let previous else { return false }
    return contains(previous, oneOf: onNextLine)
  }

  /// True when a marker stands on the lines of a value that lies at `range` of `text`, within `reach` of
  /// it, or one for the next line above them. A value of many lines, such as a key block, may carry the marker
  /// on its first or its last line.
  package static func isPresent(around range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let lower = min(max(range.lowerBound, 0), text.count)
    let upper = min(max(range.upperBound, lower), text.count)
    let start = lineStart(before: lower, in: text)
    let end = lineEnd(from: upper, in: text)
    if end - start <= 4 * reach {
      if contains(text.extracting(start..<end), oneOf: onLine) { return true }
    } else {
      let firstEnd = min(lineEnd(from: lower, in: text), upper)
      let lastStart = max(lineStart(before: upper, in: text), lower)
      if contains(text.extracting(start..<firstEnd), oneOf: onLine) { return true }
      if contains(text.extracting(lastStart..<end), oneOf: onLine) { return true }
    }
    guard start > 0, text[start - 1] == newline else { return false }
    let previous = lineStart(before: start - 1, in: text)
    return contains(text.extracting(previous..<(start - 1)), oneOf: onNextLine)
  }

  private static let newline = UInt8(ascii: "\n")

  private static func lineStart(before position: Int, in text: Span<UInt8>) -> Int {
    let limit = max(0, position - reach)
    var index = position
    while index > limit, text[index - 1] != newline { index -= 1 }
    return index
  }

  private static func lineEnd(from position: Int, in text: Span<UInt8>) -> Int {
    let limit = min(text.count, position + reach)
    var index = position
    while index < limit, text[index] != newline { index += 1 }
    return index
  }

  /// Every marker has a colon: the search is for colons, and looks around each.
  private static func contains(_ line: Span<UInt8>, oneOf markers: [[UInt8]]) -> Bool {
    let colon = UInt8(ascii: ":")
    for index in 0..<line.count where line[index] == colon {
      for marker in markers where stands(marker, in: line, colonAt: index) { return true }
    }
    return false
  }

  /// ASCII letters compare without case, the marker must not be the middle of a longer word.
  private static func stands(_ marker: [UInt8], in line: Span<UInt8>, colonAt colon: Int) -> Bool {
    guard let offset = marker.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let start = colon - offset
    guard start >= 0, marker.count <= line.count - start else { return false }
    for index in 0..<marker.count where lowercase(line[start + index]) != marker[index] { return false }
    let end = start + marker.count
    return (start == 0 || !isWord(line[start - 1])) && (end == line.count || !isWord(line[end]))
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(lowercase(byte)) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
  }
}
