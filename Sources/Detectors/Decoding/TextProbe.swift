/// Tells encoded text from hashes, names and encoded images by decoding samples of twelve bytes, one behind the
/// other: random bytes pass one of them as ASCII once in 100,000 times.
struct TextProbe {
  /// Bit k: text stands somewhere when decoding begins at character k.
  private(set) var text: UInt8 = 0
  /// The same for UTF-16, its low bytes at even offsets of the decoded bytes, or at odd ones.
  private(set) var wideEven: UInt8 = 0
  private(set) var wideOdd: UInt8 = 0

  var isEmpty: Bool { text | wideEven | wideOdd == 0 }

  private static let sampleBytes = 12

  /// Samples text of the base64 alphabets, at the four places where a group can begin.
  init(base64 characters: UnsafeRawBufferPointer) {
    let length = TextProbe.sampleBytes * 4 / 3
    Base64Table.withTables { values, kinds in
      var start = 0
      while start + length <= characters.count, text != 0xF {
        for alignment in 0..<4 where start + alignment + length <= characters.count {
          note(TextProbe.sample(base64: characters, at: start + alignment, values, kinds), at: alignment)
        }
        start += length
      }
    }
  }

  /// Samples hexadecimal digits, at the two places where a byte can begin.
  init(hex digits: UnsafeRawBufferPointer) {
    let length = TextProbe.sampleBytes * 2
    Base64Table.withTables { _, kinds in
      var start = 0
      while start + length <= digits.count, text != 0x3 {
        for alignment in 0..<2 where start + alignment + length <= digits.count {
          note(TextProbe.sample(hex: digits, at: start + alignment, kinds), at: alignment)
        }
        start += length
      }
    }
  }

  /// - Parameter zeros: the sample's zero bytes, bit 0 for the first; nil where it holds what no text does.
  @inline(__always)
  private mutating func note(_ zeros: UInt16?, at alignment: Int) {
    switch zeros {
    case 0: text |= 1 << UInt8(alignment)
    case 0b1010_1010_1010: wideEven |= 1 << UInt8(alignment)
    case 0b0101_0101_0101: wideOdd |= 1 << UInt8(alignment)
    default: break
    }
  }

  @inline(__always)
  private static func sample(
    base64 characters: UnsafeRawBufferPointer, at start: Int, _ values: UnsafePointer<UInt8>,
    _ kinds: UnsafePointer<UInt8>
  ) -> UInt16? {
    var zeros: UInt16 = 0
    var place: UInt16 = 0
    for group in stride(from: start, to: start + sampleBytes * 4 / 3, by: 4) {
      var word: UInt32 = 0
      for offset in 0..<4 { word = word << 6 | UInt32(values[Int(characters[group + offset])]) }
      for shift in stride(from: UInt32(16), through: 0, by: -8) {
        let kind = kinds[Int(word >> shift & 0xFF)]
        guard kind != 0 else { return nil }
        zeros |= UInt16(kind >> 1) << place
        place += 1
      }
    }
    return zeros
  }

  @inline(__always)
  private static func sample(
    hex digits: UnsafeRawBufferPointer, at start: Int, _ kinds: UnsafePointer<UInt8>
  ) -> UInt16? {
    var zeros: UInt16 = 0
    for place in 0..<sampleBytes {
      let byte =
        HexDigit.value(digits[start + 2 * place]) << 4 | HexDigit.value(digits[start + 2 * place + 1])
      let kind = kinds[Int(byte)]
      guard kind != 0 else { return nil }
      zeros |= UInt16(kind >> 1) << UInt16(place)
    }
    return zeros
  }
}

/// What bytes are, for the inner loops.
enum Base64Table {
  /// The six bits of a character of either alphabet of RFC 4648; 0 for any other byte.
  private static let values: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x41...0x5A: UInt8(byte - 0x41)
    case 0x61...0x7A: UInt8(byte - 0x61 + 26)
    case 0x30...0x39: UInt8(byte - 0x30 + 52)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: 0
    }
  }

  /// 1 for what text is made of, 2 for a zero byte, 0 for the rest.
  private static let kinds: [UInt8] = (0..<256).map { byte in
    switch byte {
    case 0: 2
    case 0x20...0x7E, 0x09, 0x0A, 0x0D: 1
    default: 0
    }
  }

  @inline(__always)
  static func withTables(_ body: (_ values: UnsafePointer<UInt8>, _ kinds: UnsafePointer<UInt8>) -> Void) {
    values.withUnsafeBufferPointer { values in
      kinds.withUnsafeBufferPointer { kinds in
        if let values = values.baseAddress, let kinds = kinds.baseAddress { body(values, kinds) }
      }
    }
  }
}
