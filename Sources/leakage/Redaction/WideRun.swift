/// A stretch of UTF-16 text with nothing in it but Latin-1: every other byte is zero. It needs no byte order mark, and
/// may stand in the middle of anything.
struct WideRun {
  enum Order { case littleEndian, bigEndian }

  /// Offset of its first unit.
  let start: Int
  /// Units of two bytes.
  let count: Int
  let order: Order

  /// Units below which it can hold no secret worth the name.
  private static let least = 12

  static func all(in text: UnsafeRawBufferPointer) -> [WideRun] {
    // Text without zeros has none: the common case.
    guard text.contains(0) else { return [] }
    var runs: [WideRun] = []
    var position = 0
    while position + 1 < text.count {
      let order: Order
      switch (text[position] == 0, text[position + 1] == 0) {
      case (false, true): order = .littleEndian
      case (true, false): order = .bigEndian
      default:
        position += 1
        continue
      }
      var end = position
      while end + 1 < text.count, (text[end] == 0) == (order == .bigEndian),
        (text[end + 1] == 0) == (order == .littleEndian)
      {
        end += 2
      }
      let run = WideRun(start: position, count: (end - position) / 2, order: order)
      if run.count >= least { runs.append(run) }
      position = run.count >= least ? end : position + 1
    }
    return runs
  }

  /// A byte a unit.
  func narrowed(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    (0..<count).map { text[start + 2 * $0 + (order == .bigEndian ? 1 : 0)] }
  }

  /// Where the units of a range stand.
  func range(of units: Range<Int>) -> Range<Int> {
    start + 2 * units.lowerBound..<start + 2 * units.upperBound
  }

  /// ASCII text as UTF-16.
  static func widened(_ text: [UInt8], _ order: Order) -> [UInt8] {
    text.flatMap { order == .littleEndian ? [$0, 0] : [0, $0] }
  }
}
