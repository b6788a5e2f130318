internal import Glibc

/// Finds encoded texts in a text. What one of them holds depends on its own bytes and on those that end it, and on
/// nothing else: that keeps the search of changed bytes equal to the search of all.
extension Matcher {
  /// Looks at every encoded text that stands in `range` or reaches into it.
  func searchEncoded(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard depth < Decoding.depthLimit else { return }
    var last = decoding.stretch
    StretchScan.forEach(in: text, range: range, last: &last) { known in
      let stretch = Stretch(known: known, in: text)
      evaluate(stretch, in: text)
      evaluateGroup(of: stretch, in: text)
    }
    decoding.stretch = last
    searchEscapes(text, range)
  }

  /// Looks at the groups of lines next to a changed region, which may be others than in the base.
  func searchGroups(next region: Range<Int>, in text: UnsafeRawBufferPointer) {
    // Where it ends in the middle of a line, so may a stretch.
    if region.lowerBound > 0, text[region.lowerBound - 1] != 0x0A {
      searchGroups(around: region.lowerBound, in: text)
    } else if let previous = Neighbour.nearest(before: region.lowerBound, in: text) {
      evaluateGroup(of: previous, in: text)
    }
    if region.upperBound > 0, region.upperBound < text.count, text[region.upperBound] != 0x0A,
      text[region.upperBound - 1] != 0x0A
    {
      searchGroups(around: region.upperBound, in: text)
    } else if let next = Neighbour.nearest(behind: region.upperBound, in: text) {
      evaluateGroup(of: next, in: text)
    }
  }

  /// Looks at the groups of lines at a place between lines where others met in the base.
  func searchGroups(around seam: Int, in text: UnsafeRawBufferPointer) {
    var before = seam
    while before > 0, seam - before < 2, text[before - 1] == UInt8(ascii: "=") { before -= 1 }
    var behind = seam
    let alphabet = CharacterSet256.base64Any
    let isBefore = before > 0 && alphabet.contains(text[before - 1])
    if isBefore || (before < text.count && alphabet.contains(text[before])) {
      let position = isBefore ? before - 1 : before
      let stretch = Stretch(around: position, in: text, limit: StretchGroup.lengths.upperBound + 1)
      evaluateGroup(of: stretch, in: text)
      before = stretch.rawStart
      behind = max(seam, stretch.paddedEnd)
    }
    if let previous = Neighbour.nearest(before: before, in: text) { evaluateGroup(of: previous, in: text) }
    if let next = Neighbour.nearest(behind: behind, in: text) { evaluateGroup(of: next, in: text) }
  }

  /// One stretch by itself: a list may hold one encoded value a line.
  private func evaluate(_ stretch: Stretch, in text: UnsafeRawBufferPointer) {
    let end = min(stretch.end, stretch.start + Decoding.sizeLimit)
    let reach = Reach(run: stretch.rawStart..<(end < stretch.end ? end : stretch.paddedEnd), in: text)
    let characters = UnsafeRawBufferPointer(rebasing: text[stretch.start..<end])
    decode(characters, EncodedText(pieces: [stretch.start..<end], reach: reach), in: text)
  }

  private func evaluateGroup(of stretch: Stretch, in text: UnsafeRawBufferPointer) {
    guard stretch.count >= StretchGroup.lengths.lowerBound else { return }
    decoding.lines += 1
    guard stretch.count <= StretchGroup.lengths.upperBound, !stretch.isCut, decoding.isNew(stretch.start)
    else {
      return
    }
    let group = StretchGroup(around: stretch, in: text)
    decoding.note(group.lines)
    guard group.pieces.count > 1 else { return }
    var characters = decoding.takeBuffer()
    for piece in group.pieces where characters.count < Decoding.sizeLimit {
      characters.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[piece]))
    }
    characters.withUnsafeBytes { decode($0, EncodedText(pieces: group.pieces, reach: group.reach), in: text) }
    decoding.giveBack(characters)
  }

  // MARK: Escapes

  private func searchEscapes(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var low = range.lowerBound
    var high = range.upperBound
    // A range that ends inside a line may cut a string whose escapes stand outside of it.
    if low > 0, text[low - 1] != 0x0A {
      low = EscapedText.stringStart(low, in: text, floor: min(low, decoding.searchedEscapes))
    }
    if high > low, high < text.count, text[high - 1] != 0x0A { high = EscapedText.stringEnd(high, in: text) }
    low = max(low, decoding.searchedEscapes)
    guard low < high else { return }
    forEach(UInt8(ascii: "\\"), in: text, low..<high) { position in
      guard EscapedText.isTelling(position, in: text) else { return position + 1 }
      return evaluate(EscapedText(stringAround: position, in: text), in: text)
    }
    forEach(UInt8(ascii: "%"), in: text, low..<high) { position in
      guard HexDigit.pair(text, at: position + 1, limit: text.count) != nil else { return position + 1 }
      return evaluate(EscapedText(percentAround: position, in: text), in: text)
    }
    decoding.searchedEscapes = high
  }

  /// `body` returns the offset to go on at.
  private func forEach(
    _ byte: UInt8, in text: UnsafeRawBufferPointer, _ range: Range<Int>, _ body: (Int) -> Int
  ) {
    guard let base = text.baseAddress else { return }
    var position = range.lowerBound
    while position < range.upperBound,
      let found = memchr(base + position, Int32(byte), range.upperBound - position)
    {
      position = body(UnsafeRawPointer(found) - base)
    }
  }

  /// Returns the offset behind it.
  private func evaluate(_ escaped: EscapedText, in text: UnsafeRawBufferPointer) -> Int {
    guard escaped.range.count >= EscapedText.least else { return escaped.range.upperBound }
    if depth == 0 { budget.renew(for: escaped.range.count) }
    var bytes = decoding.takeBuffer()
    escaped.decode(text, into: &bytes)
    searchDecoded(bytes, escaped, in: text)
    decoding.giveBack(bytes)
    return escaped.range.upperBound
  }
}

extension Reach {
  /// A run and the bytes that end it. A line's end is told by an edge, so that lines around it may change.
  init(run: Range<Int>, in text: UnsafeRawBufferPointer) {
    let low = run.lowerBound > 0 && text[run.lowerBound - 1] != 0x0A ? run.lowerBound - 1 : run.lowerBound
    let high =
      run.upperBound < text.count && text[run.upperBound] != 0x0A ? run.upperBound + 1 : run.upperBound
    self.init(low: low, high: high, in: text)
  }

  init(low: Int, high: Int, in text: UnsafeRawBufferPointer) {
    var edges: Match.Edges = []
    if low == 0 || text[low - 1] == 0x0A { edges.insert(.startsLine) }
    if high == text.count || text[high] == 0x0A { edges.insert(.endsLine) }
    self.init(range: low..<high, edges: edges)
  }

  /// Bytes of several lines; beyond the text's ends where the answer depends on them.
  init(examined: Range<Int>, in text: UnsafeRawBufferPointer) {
    var edges: Match.Edges = []
    if examined.lowerBound < 0 { edges.insert(.startsBlob) }
    if examined.upperBound > text.count { edges.insert(.endsBlob) }
    self.init(range: max(0, examined.lowerBound)..<min(text.count, examined.upperBound), edges: edges)
  }
}
