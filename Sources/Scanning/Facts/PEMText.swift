/// Finds PEM blocks (RFC 7468) in text of any kind.
enum PEMText {
  private static let dash = UInt8(ascii: "-")

  /// The first block with the label, from the first dash to the last.
  static func range<Text: RandomAccessCollection<UInt8>>(of label: String, in text: Text) -> Range<Int>?
  where Text.Index == Int, Text.SubSequence: RandomAccessCollection<UInt8> {
    let begin = Array("-----BEGIN \(label)-----".utf8)
    let end = Array("-----END \(label)-----".utf8)
    guard let start = firstIndex(of: begin, in: text, from: text.startIndex),
      let finish = firstIndex(of: end, in: text, from: start + begin.count)
    else { return nil }
    return start..<finish + end.count
  }

  /// The first block of any label whose name ends so.
  static func label<Text: RandomAccessCollection<UInt8>>(in text: Text) -> String? where Text.Index == Int {
    let begin = Array("-----BEGIN ".utf8)
    guard let start = firstIndex(of: begin, in: text, from: text.startIndex) else { return nil }
    let name = text[(start + begin.count)...].prefix(64).prefix { $0 != dash }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func firstIndex<Text: RandomAccessCollection<UInt8>>(
    of pattern: [UInt8], in text: Text, from start: Int
  ) -> Int? where Text.Index == Int {
    var position = start
    while position + pattern.count <= text.endIndex {
      if text[position] == dash, text[position...].starts(with: pattern) { return position }
      position += 1
    }
    return nil
  }
}
