/// Passes over text that was searched before, in another version or file, and held nothing.
///
/// A literal's answer depends on its line, on the lines behind it that a `WordWindow` or a pair's value reaches to, and on
/// nothing else, unless its rule looks farther: such a rule leaves an anchor at every literal, which is something found.
/// What an encoded text holds depends on its own line, unless it may be one of several that make one text.
extension Matcher {
  /// Bytes of a piece: it ends at a line that its own first bytes choose, so that pieces of the same text are the same
  /// pieces wherever it stands.
  private static let pieceLengths = 256...4096
  /// Marks the hash of a piece whose literals lead to nothing, but that may hold encoded text. Even: a hash is odd, so
  /// that the marked one is as well, and neither is 0.
  private static let encoded: UInt64 = 0x5555_5555_5555_5554
  /// One line in so many ends a piece.
  private static let pieceLines: UInt64 = 8

  /// Looks for literals and for encoded text.
  func searchUnseen(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard let seen, range.count >= 64 else { return searchNew(text, range) }
    var start = range.lowerBound
    // Parts of a line, one behind the other: encoded text may stand in several.
    var parts = start..<start
    while start < range.upperBound {
      let end = pieceEnd(text, start, limit: range.upperBound)
      let startsLine = start == 0 || text[start - 1] == 0x0A
      let endsLine = end == text.count || text[end - 1] == 0x0A || text[end] == 0x0A
      if startsLine, endsLine {
        if !parts.isEmpty { searchEncoded(text, parts) }
        search(text, start..<end, unless: seen)
        parts = end..<end
      } else {
        searchAll(text, start..<end)
        parts = parts.lowerBound..<end
      }
      start = end
    }
    if !parts.isEmpty { searchEncoded(text, parts) }
  }

  private func searchNew(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    searchAll(text, range)
    searchEncoded(text, range)
  }

  private func search(_ text: UnsafeRawBufferPointer, _ piece: Range<Int>, unless seen: SeenText) {
    let low = WordWindow.start(
      before: piece.lowerBound, in: text, limit: max(0, piece.lowerBound - ScanPlan.narrow.before))
    let high = WordWindow.end(
      of: piece.upperBound, in: text, limit: min(text.count, piece.upperBound + ScanPlan.narrow.after))
    guard high - low >= 16 else { return searchNew(text, piece) }
    let edges: UInt64 = (low == 0 ? 1 : 0) | (high == text.count ? 2 : 0)
    let before = UInt64(truncatingIfNeeded: piece.lowerBound - low)
    let place = before &<< 16 | UInt64(truncatingIfNeeded: piece.count) &<< 32
    let hash = seen.hash(UnsafeRawBufferPointer(rebasing: text[low..<high]), mark: edges | place)
    guard !seen.contains(hash) else { return }
    let known = matches.count
    let given = givenUp
    if !seen.contains(hash ^ Matcher.encoded) { searchAll(text, piece) }
    let literals = matches.count
    decoding.lines = 0
    searchEncoded(text, piece)
    guard givenUp == given, literals == known else { return }
    seen.insert(matches.count == known && decoding.lines == 0 ? hash : hash ^ Matcher.encoded)
  }

  /// Behind the last line of the piece that begins at `start`. Behind `limit` or in the middle of a line it cannot be
  /// but at `limit` itself, and where a line is too long.
  private func pieceEnd(_ text: UnsafeRawBufferPointer, _ start: Int, limit: Int) -> Int {
    var end = start + Matcher.pieceLengths.lowerBound
    let farthest = min(limit, start + Matcher.pieceLengths.upperBound)
    while end < farthest {
      end = Text.lineEnd(text, end, limit: limit) + 1
      guard end < limit else { return limit }
      if end + 8 <= text.count, let base = text.baseAddress {
        let word = base.loadUnaligned(fromByteOffset: end, as: UInt64.self)
        if (word &* 0x9E37_79B9_7F4A_7C15) &>> 56 < 256 / Matcher.pieceLines { return end }
      }
    }
    return min(end, limit)
  }
}
