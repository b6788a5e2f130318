/// Passes over text that was searched before, in another version or file, and held nothing.
///
/// A literal's answer depends on its line, on the lines behind it that a `WordWindow` or a pair's value reaches to, and on
/// nothing else, unless its rule looks farther: such a rule leaves an anchor at every literal, which is something found.
extension Matcher {
  /// Bytes of a piece: it ends at a line that its own first bytes choose, so that pieces of the same text are the same
  /// pieces wherever it stands.
  private static let pieceLengths = 256...4096
  /// One line in so many ends a piece.
  private static let pieceLines: UInt64 = 8

  func searchUnseen(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard let seen, range.count >= 64 else { return searchAll(text, range) }
    var start = range.lowerBound
    while start < range.upperBound {
      let end = pieceEnd(text, start, limit: range.upperBound)
      let startsLine = start == 0 || text[start - 1] == 0x0A
      let endsLine = end == text.count || text[end - 1] == 0x0A || text[end] == 0x0A
      if startsLine, endsLine {
        search(text, start..<end, unless: seen)
      } else {
        searchAll(text, start..<end)
      }
      start = end
    }
  }

  private func search(_ text: UnsafeRawBufferPointer, _ piece: Range<Int>, unless seen: SeenText) {
    let low = WordWindow.start(
      before: piece.lowerBound, in: text, limit: max(0, piece.lowerBound - ScanPlan.narrow.before))
    let high = WordWindow.end(
      of: piece.upperBound, in: text, limit: min(text.count, piece.upperBound + ScanPlan.narrow.after))
    guard high - low >= 16 else { return searchAll(text, piece) }
    let edges: UInt64 = (low == 0 ? 1 : 0) | (high == text.count ? 2 : 0)
    let before = UInt64(truncatingIfNeeded: piece.lowerBound - low)
    let place = before &<< 16 | UInt64(truncatingIfNeeded: piece.count) &<< 32
    let hash = seen.hash(UnsafeRawBufferPointer(rebasing: text[low..<high]), mark: edges | place)
    guard !seen.contains(hash) else { return }
    let (known, limits) = (matches.count, limitCount)
    searchAll(text, piece)
    if matches.count == known, limitCount == limits { seen.insert(hash) }
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
