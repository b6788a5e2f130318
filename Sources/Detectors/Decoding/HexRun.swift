/// Long runs of hexadecimal digits among base64 characters.
enum HexRun {
  /// The least run, in digits.
  static let least = 32

  @inline(__always)
  static func forEach(in characters: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
    var position = 0
    while position + least <= characters.count {
      var last = position + least - 1
      while last >= position, HexDigit.isOne(characters[last]) { last -= 1 }
      guard last < position else {
        position = last + 1
        continue
      }
      var end = position + least
      while end < characters.count, HexDigit.isOne(characters[end]) { end += 1 }
      body(position..<end)
      position = end + 1
    }
  }
}
