/// Lines of one base64 or hexadecimal text: stretches of the same length and a shorter one behind them.
///
/// The group is the same from whichever of its lines it is asked for, and depends on the bytes in `reach` alone.
struct StretchGroup {
  /// The lines' characters, without padding.
  private(set) var pieces: [Range<Int>]
  /// From the first line of the common length to the last.
  let lines: Range<Int>
  let reach: Reach

  /// Shortest and longest line.
  static let lengths = 40...1024
  /// Of a single line with a rest behind it: what encoders break lines at.
  private static let usualLengths = 56...128

  /// One piece when the stretch stands alone.
  init(around stretch: Stretch, in text: UnsafeRawBufferPointer) {
    var first = stretch
    var neighbour = Neighbour(before: first, in: text)
    while let previous = neighbour.stretch, previous.count == stretch.count {
      first = previous
      neighbour = Neighbour(before: first, in: text)
    }
    let low = neighbour.examined
    var last = first
    pieces = [first.start..<first.end]
    neighbour = Neighbour(after: last, in: text)
    while let next = neighbour.stretch, next.count == stretch.count, !next.isCut {
      last = next
      pieces.append(last.start..<last.end)
      neighbour = Neighbour(after: last, in: text)
    }
    lines = first.start..<last.end
    if let rest = neighbour.stretch, StretchGroup.isRest(rest, of: pieces, in: text) {
      pieces.append(rest.start..<rest.end)
    }
    reach = Reach(examined: low..<neighbour.examined, in: text)
  }

  private static func isHex(_ rest: Stretch, in text: UnsafeRawBufferPointer) -> Bool {
    rest.count % 2 == 0 && (rest.start..<rest.end).allSatisfy { HexDigit.isOne(text[$0]) }
  }

  /// A shorter last line ends as an encoded text does, and not as a name that stands below it.
  private static func isRest(_ rest: Stretch, of pieces: [Range<Int>], in text: UnsafeRawBufferPointer)
    -> Bool
  {
    guard let line = pieces.last?.count, rest.count > 0, rest.count < line, !rest.isCut else { return false }
    guard rest.paddedEnd > rest.end || rest.count % 4 == 0 || isHex(rest, in: text) else { return false }
    if pieces.count == 1, line % 4 != 0 || !usualLengths.contains(line) { return false }
    guard rest.paddedEnd < text.count else { return true }
    switch text[rest.paddedEnd] {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"),
      UInt8(ascii: "<"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      return true
    default: return false
    }
  }
}
