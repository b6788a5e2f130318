/// The base64 characters around a position, as many as stand together: what may be one encoded text, or one line of it.
struct Stretch {
  /// Its first byte, before an escape's letter.
  let rawStart: Int
  /// The first character: behind the letter of a `\n`, `\r` or `\t`.
  let start: Int
  /// Behind the last character that is no padding.
  let end: Int
  /// Behind the padding.
  let paddedEnd: Int
  /// True when it goes on beyond the limit.
  let isCut: Bool

  var count: Int { end - start }

  /// - Parameters:
  ///   - position: where one of its characters stands.
  ///   - limit: how many bytes are looked at on either side.
  init(around position: Int, in text: UnsafeRawBufferPointer, limit: Int = .max) {
    self.init(known: position..<position, in: text, limit: limit)
  }

  /// - Parameter known: characters of it.
  init(known: Range<Int>, in text: UnsafeRawBufferPointer, limit: Int = .max) {
    let alphabet = CharacterSet256.base64Any
    let lowest = limit < known.lowerBound ? known.lowerBound - limit : 0
    let highest = limit < text.count - known.upperBound ? known.upperBound + limit : text.count
    var low = known.lowerBound
    while low > lowest, alphabet.contains(text[low - 1]) { low -= 1 }
    var high = known.upperBound
    while high < highest, alphabet.contains(text[high]) { high += 1 }
    var padded = high
    while padded < text.count, padded - high < 2, text[padded] == UInt8(ascii: "=") { padded += 1 }
    isCut = (low == lowest && low > 0) || (high == highest && high < text.count)
    rawStart = low
    start =
      low > 0 && low < high && text[low - 1] == UInt8(ascii: "\\") && Stretch.endsEscape(text[low])
      ? low + 1 : low
    end = high
    paddedEnd = padded
  }

  /// The letters of the escapes for white space.
  @inline(__always)
  static func endsEscape(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r") || byte == UInt8(ascii: "t")
  }
}
