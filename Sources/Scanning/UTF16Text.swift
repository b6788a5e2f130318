/// UTF-16 as Windows tools write it, with or without a byte order mark.
///
/// Without a mark it is told by its first units: English text, markup and program text have a zero in every other
/// byte, which no other text has.
struct UTF16Text {
  private let isBigEndian: Bool
  /// Bytes before the text: those of the mark.
  private let markSize: Int

  /// Units that are looked at where no mark stands, and how many of them at least.
  private static let sample = 8...256

  /// Nil for other texts.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer) {
    guard text.count >= 4 else { return nil }
    let hasZero = text[0] == 0 || text[1] == 0
    guard hasZero || text[0] >= 0xFE else { return nil }
    self.init(marked: text)
  }

  @inline(never)
  private init?(marked text: UnsafeRawBufferPointer) {
    switch (text[0], text[1]) {
    case (0xFF, 0xFE): (isBigEndian, markSize) = (false, 2)
    case (0xFE, 0xFF): (isBigEndian, markSize) = (true, 2)
    default:
      (isBigEndian, markSize) = (text[0] == 0, 0)
      guard text.count % 2 == 0, looksWide(text) else { return nil }
    }
  }

  /// Nine of ten units are ASCII text and none is zero.
  private func looksWide(_ text: UnsafeRawBufferPointer) -> Bool {
    let count = min(text.count / 2, UTF16Text.sample.upperBound)
    guard count >= UTF16Text.sample.lowerBound else { return false }
    var ascii = 0
    for unit in 0..<count {
      let (high, low) = unitBytes(text, at: 2 * unit)
      if high == 0, low == 0 { return false }
      if high == 0, (0x20...0x7E).contains(low) || (0x09...0x0D).contains(low) { ascii += 1 }
    }
    return ascii * 10 >= count * 9
  }

  private func unitBytes(_ text: UnsafeRawBufferPointer, at offset: Int) -> (high: UInt8, low: UInt8) {
    isBigEndian ? (text[offset], text[offset + 1]) : (text[offset + 1], text[offset])
  }

  /// One byte per code unit; units beyond Latin-1, which no credential holds, become 0x1A. Lines are those of the
  /// text, columns count its code units.
  func narrowed(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    let count = (text.count - markSize) / 2
    return [UInt8](unsafeUninitializedCapacity: count) { result, initialized in
      for unit in 0..<count {
        let (high, low) = unitBytes(text, at: markSize + 2 * unit)
        result[unit] = high == 0 ? low : 0x1A
      }
      initialized = count
    }
  }
}
