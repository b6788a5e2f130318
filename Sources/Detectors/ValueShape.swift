/// The shape that a value told by context must have.
struct ValueShape {
  let context: Detector.Context
  let charset: CharacterSet256
  let limit: Int
  let reach: Detector.Reach
  let text: UnsafeRawBufferPointer

  private static let runLimit = 12

  /// The value that begins at an assignment's slot.
  @inline(__always)
  func value(at slot: Assignment) -> Range<Int>? {
    var end = slot.start
    let most = min(limit, slot.start + context.length.upperBound + 1)
    if slot.isQuoted {
      while end < most, charset.contains(text[end]), text[end] != slot.quote { end += 1 }
    } else {
      while end < most, charset.contains(text[end]), !ValueShape.endsBareValue(text[end]) { end += 1 }
    }
    guard context.length.contains(end - slot.start), end < limit || limit == text.count || endsLine(end)
    else { return nil }
    guard isClosed(at: end, slot), isWellFormed(slot.start..<end) else { return nil }
    return slot.start..<end
  }

  /// The first stretch of the charset behind `start` that has the shape and passes `accept`.
  func firstRun(
    from start: Int, isLine: Bool, where accept: (UnsafeRawBufferPointer) -> Bool
  ) -> Range<Int>? {
    var position = start
    // The literal may stand inside a longer word.
    while position < limit, charset.contains(text[position]) { position += 1 }
    for _ in 0..<ValueShape.runLimit {
      while position < limit, !charset.contains(text[position]) {
        if isLine, text[position] == 0x0A { return nil }
        position += 1
      }
      let runStart = position
      while position < limit, charset.contains(text[position]) { position += 1 }
      guard runStart < limit else { return nil }
      let run = runStart..<position
      let isBounded =
        !CharacterSet256.word.contains(text[runStart - 1])
        && (position == text.count || endsLine(position)
          || (position < limit && !CharacterSet256.word.contains(text[position])))
      if isBounded, context.length.contains(run.count), isWellFormed(run),
        accept(UnsafeRawBufferPointer(rebasing: text[run]))
      {
        return run
      }
    }
    return nil
  }

  /// A line's end counts as the text's end does, so that a line which ends just at the limit reads the same
  /// with and without one. A reach that is no line says nothing of the byte behind it.
  private func endsLine(_ position: Int) -> Bool { reach.isLine && text[position] == 0x0A }

  private static func endsBareValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// A quoted value must end at its quote; a bare one where a value can end, and not go on as code.
  private func isClosed(at end: Int, _ slot: Assignment) -> Bool {
    guard end < text.count else { return !slot.isQuoted }
    let next = text[end]
    if slot.isQuoted { return next == slot.quote || next == UInt8(ascii: "\\") }
    return next <= 0x20 || ValueShape.endsBareValue(next) || CharacterSet256.quote.contains(next)
  }

  func isWellFormed(_ range: Range<Int>) -> Bool {
    if isAddress(range) { return false }
    if context.needsDigit, !range.contains(where: { (0x30...0x39).contains(text[$0]) }) { return false }
    switch context.charset {
    case .uuid: return isUUID(range)
    case .hex:
      let hasUpper = range.contains { (0x41...0x46).contains(text[$0]) }
      let hasLower = range.contains { (0x61...0x66).contains(text[$0]) }
      return !(hasUpper && hasLower) && (!context.isMixed || isMixed(range))
    default: return !context.isMixed || isMixed(range)
    }
  }

  /// `//host/path` of `https://host/path`.
  private func isAddress(_ range: Range<Int>) -> Bool {
    range.lowerBound > 0 && text[range.lowerBound - 1] == UInt8(ascii: ":")
      && range.prefix(2).allSatisfy { text[$0] == UInt8(ascii: "/") }
  }

  private func isMixed(_ range: Range<Int>) -> Bool {
    range.contains { (0x30...0x39).contains(text[$0]) }
      && range.contains { (0x41...0x5A).contains(text[$0] & 0xDF) }
  }

  private func isUUID(_ range: Range<Int>) -> Bool {
    guard range.count == 36 else { return false }
    return range.allSatisfy { position in
      let isDash = [8, 13, 18, 23].contains(position - range.lowerBound)
      return (text[position] == UInt8(ascii: "-")) == isDash
    }
  }
}
