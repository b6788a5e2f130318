/// Where encoded text and known values stand.
enum EncodedRun {
  /// The place with all base64 characters on either side of it.
  static func around(_ place: Range<Int>, in text: UnsafeRawBufferPointer) -> Range<Int> {
    var (start, end) = (place.lowerBound, place.upperBound)
    while start > 0, isEncoded(text[start - 1]) { start -= 1 }
    while end < text.count, isEncoded(text[end]) { end += 1 }
    return start..<end
  }

  /// Every place of a value.
  static func places(of value: [UInt8], in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    guard let first = value.first, value.count <= text.count else { return [] }
    var found: [Range<Int>] = []
    var start = 0
    while start <= text.count - value.count {
      if text[start] == first, text[start..<start + value.count].elementsEqual(value) {
        found.append(start..<start + value.count)
        start += value.count
      } else {
        start += 1
      }
    }
    return found
  }

  /// A character of base64, percent-encoding or a backslash escape.
  static func isEncoded(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "%"),
      UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}
