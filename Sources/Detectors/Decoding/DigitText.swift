/// Characters of a fixed number of bits each, in one piece or in lines, decoded from one of them on.
struct DigitText {
  /// 6 for base64, 4 for hexadecimal digits.
  let bits: Int
  /// Where the characters stand in the text: pieces of one length, the last one shorter.
  let pieces: [Range<Int>]
  /// The character that decoding begins at.
  let first: Int
  /// UTF-16 inside, narrowed to its low bytes, of which the first is this decoded byte; nil for other text.
  let firstLowByte: Int?

  /// Appends what the characters say from `first` on, without bits that fill no byte.
  func decode(_ characters: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
    bytes.reserveCapacity((characters.count - first) * bits / 8)
    if bits == 4 {
      var position = first
      while let byte = HexDigit.pair(characters, at: position, limit: characters.count) {
        bytes.append(byte)
        position += 2
      }
    } else {
      decodeBase64(characters, into: &bytes)
    }
    guard let firstLowByte else { return }
    var count = 0
    for place in stride(from: firstLowByte, to: bytes.count, by: 2) {
      let high = place ^ 1
      // Units beyond Latin-1 are in no credential.
      bytes[count] = high < bytes.count && bytes[high] != 0 ? 0x1A : bytes[place]
      count += 1
    }
    bytes.removeLast(bytes.count - count)
  }

  private func decodeBase64(_ characters: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
    Base64Table.withTables { values, _ in
      var word: UInt32 = 0
      var position = first
      while position + 4 <= characters.count {
        for offset in 0..<4 { word = word << 6 | UInt32(values[Int(characters[position + offset])]) }
        bytes.append(UInt8(truncatingIfNeeded: word >> 16))
        bytes.append(UInt8(truncatingIfNeeded: word >> 8))
        bytes.append(UInt8(truncatingIfNeeded: word))
        position += 4
      }
      let rest = characters.count - position
      for offset in 0..<max(0, rest) { word = word << 6 | UInt32(values[Int(characters[position + offset])]) }
      if rest == 3 { bytes.append(UInt8(truncatingIfNeeded: word >> 10)) }
      if rest >= 2 { bytes.append(UInt8(truncatingIfNeeded: rest == 3 ? word >> 2 : word >> 4)) }
    }
  }

  /// Where the characters stand that hold these bytes of the decoded text, which are at least one.
  func place(of decoded: Range<Int>) -> Range<Int> {
    var bytes = decoded
    if let firstLowByte {
      bytes = (2 * decoded.lowerBound + firstLowByte)..<(2 * decoded.upperBound - 1 + firstLowByte)
    }
    let low = first + bytes.lowerBound * 8 / bits
    let high = first + (bytes.upperBound * 8 - 1) / bits
    return offset(of: low)..<offset(of: high) + 1
  }

  private func offset(of character: Int) -> Int {
    guard let line = pieces.first?.count, line > 0 else { return 0 }
    let piece = min(character / line, pieces.count - 1)
    return pieces[piece].lowerBound + character - piece * line
  }
}
