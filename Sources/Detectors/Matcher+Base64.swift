extension Matcher {
  private static let charactersBefore = 64
  private static let charactersAfter = 4096

  /// Decodes the base64 text around an encoded literal and asks the rule about it.
  func evaluateBase64(
    _ rule: ScanPlan.Rule, _ use: ScanPlan.Use, phase: Int, literal: Int, at anchor: Int,
    in text: UnsafeRawBufferPointer
  ) {
    let alphabet = CharacterSet256.base64Any
    var start = anchor - LiteralPlan.groupOffset(phase: phase)
    while start < anchor, start < 0 || !(start..<anchor).allSatisfy({ alphabet.contains(text[$0]) }) { start += 4 }
    // Cut off before its first whole group: nothing to decode, and nothing before it can change that but an
    // edit, which brings the literal back through the line search.
    guard start <= anchor else { return }
    let low = max(0, start - Matcher.charactersBefore)
    while start - 4 >= low, (start - 4..<start).allSatisfy({ alphabet.contains(text[$0]) }) { start -= 4 }
    var end = anchor + length(of: literal)
    let high = min(text.count, end + Matcher.charactersAfter)
    while end < high, alphabet.contains(text[end]) { end += 1 }
    let reach = Matcher.base64Reach(start, end, in: text)
    let site = Site(use: use, literal: literal, anchor: anchor, reach: reach)
    var decoded = Matcher.decodeBase64(text, start..<end)
    let count = decoded.count
    // The literal search of a pattern may read past the end.
    decoded.append(contentsOf: [UInt8](repeating: 0, count: 16))
    var found = false
    decoded.withUnsafeBytes { bytes in
      let window = UnsafeRawBufferPointer(rebasing: bytes[..<count])
      forEachMatch(rule, in: window) { value, _, captured in
        found = true
        let encoded = start + value.lowerBound / 3 * 4..<min(end, start + (value.upperBound + 2) / 3 * 4)
        let details = Match.Details(companions: captured, decoded: Array(window[value]))
        keep(site, isWide: true, value: encoded, details: details)
      }
    }
    if !found { keep(site, isWide: true, value: nil) }
  }

  /// The run with the neighbours that end it.
  private static func base64Reach(_ start: Int, _ end: Int, in text: UnsafeRawBufferPointer) -> Reach {
    var edges: Match.Edges = []
    if start < 4 { edges.insert(.startsBlob) }
    if end + 4 > text.count { edges.insert(.endsBlob) }
    return Reach(range: max(0, start - 4)..<min(text.count, end + 4), edges: edges)
  }

  /// Decodes both alphabets of RFC 4648; every byte of `range` is of one of them.
  private static func decodeBase64(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count * 3 / 4 + 3)
    var word: UInt32 = 0
    var bits = 0
    for position in range {
      word = word << 6 | sextet(text[position])
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
      }
    }
    return result
  }

  private static func sextet(_ character: UInt8) -> UInt32 {
    switch character {
    case 0x41...0x5A: UInt32(character - 0x41)
    case 0x61...0x7A: UInt32(character - 0x61 + 26)
    case 0x30...0x39: UInt32(character - 0x30 + 52)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    default: 63
    }
  }
}
