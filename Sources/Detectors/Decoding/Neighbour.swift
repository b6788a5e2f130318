/// The stretch before or behind another one with a separator between them.
///
/// What it tells of the bytes that it looked at is exact: the search around a delta's seams finds every group whose
/// answer could have changed by looking at the seam's neighbours, and must not miss one.
struct Neighbour {
  /// Nil when there is none that could be a line of the same text.
  let stretch: Stretch?
  /// The outermost offset that the answer depends on; beyond the text's end when it depends on that.
  let examined: Int

  private static let limit = StretchGroup.lengths.upperBound + 1
  /// How far from a seam a line is looked for: somewhat farther than its answer can depend on.
  private static let nearLimit = StretchSeparator.limit + 8

  init(after stretch: Stretch, in text: UnsafeRawBufferPointer) {
    guard stretch.paddedEnd == stretch.end else {
      self.stretch = nil
      examined = stretch.paddedEnd + 1
      return
    }
    let separator = StretchSeparator(behind: stretch.end, in: text)
    let next = separator.end.map { Stretch(around: $0, in: text, limit: Neighbour.limit) }
    self.stretch = next
    examined = max(separator.examined, next.map { $0.paddedEnd + 1 } ?? 0)
  }

  init(before stretch: Stretch, in text: UnsafeRawBufferPointer) {
    let search = Neighbour.search(before: stretch.rawStart, in: text)
    examined = search.examined
    guard let candidate = search.stretch, candidate.paddedEnd == candidate.end, !candidate.isCut,
      StretchSeparator(behind: candidate.end, in: text).end == stretch.start
    else {
      self.stretch = nil
      return
    }
    self.stretch = candidate
  }

  /// The nearest stretch of a line's length that ends before `position`, with nothing between but what a separator
  /// can be made of.
  static func search(
    before position: Int, in text: UnsafeRawBufferPointer
  ) -> (stretch: Stretch?, examined: Int) {
    var place = position
    guard skipSeparator(before: &place, floor: position - StretchSeparator.limit - 1, in: text) else {
      return (nil, place == 0 ? -1 : place - 1)
    }
    let stretch = Stretch(around: place - 1, in: text, limit: limit)
    return (stretch.count >= StretchGroup.lengths.lowerBound ? stretch : nil, stretch.rawStart - 1)
  }

  /// The same without what it depends on, for the many seams that no line stands at.
  @inline(__always)
  static func nearest(before position: Int, in text: UnsafeRawBufferPointer) -> Stretch? {
    var place = position
    while place > 0, text[place - 1] <= 0x20, position - place < nearLimit { place -= 1 }
    guard skipSeparator(before: &place, floor: position - nearLimit, in: text),
      !StretchScan.hasBreak(before: place, in: text)
    else { return nil }
    return line(around: place - 1, in: text)
  }

  /// The nearest one behind `position`.
  @inline(__always)
  static func nearest(behind position: Int, in text: UnsafeRawBufferPointer) -> Stretch? {
    var place = position
    while place < text.count, text[place] <= 0x20, place - position < nearLimit { place += 1 }
    guard skipSeparator(behind: &place, ceiling: position + nearLimit, in: text),
      !StretchScan.hasBreak(behind: place, in: text)
    else { return nil }
    return line(around: place, in: text)
  }

  @inline(never)
  private static func line(around position: Int, in text: UnsafeRawBufferPointer) -> Stretch? {
    let stretch = Stretch(around: position, in: text, limit: limit)
    return stretch.count >= StretchGroup.lengths.lowerBound ? stretch : nil
  }

  @inline(__always)
  private static func skipSeparator(behind place: inout Int, ceiling: Int, in text: UnsafeRawBufferPointer)
    -> Bool
  {
    let alphabet = CharacterSet256.base64Any
    while place < min(text.count, ceiling) {
      let byte = text[place]
      if alphabet.contains(byte) {
        if place + 1 < text.count, alphabet.contains(text[place + 1]) { return true }
      } else if byte != UInt8(ascii: "="), !StretchSeparator.bytes.contains(byte) {
        return false
      }
      place += 1
    }
    return false
  }

  /// Goes back to a stretch of two characters or more. Single ones are letters of escapes, or a `+` between strings.
  @inline(__always)
  private static func skipSeparator(before place: inout Int, floor: Int, in text: UnsafeRawBufferPointer)
    -> Bool
  {
    let alphabet = CharacterSet256.base64Any
    while place > max(0, floor) {
      let byte = text[place - 1]
      if alphabet.contains(byte) {
        if place > 1, alphabet.contains(text[place - 2]) { return true }
      } else if byte != UInt8(ascii: "="), !StretchSeparator.bytes.contains(byte) {
        return false
      }
      place -= 1
    }
    return false
  }
}
