internal import Detectors
internal import Findings

/// Turns texts into hits. One per worker.
final class TextScanner {
  let matcher: Matcher
  var table = SecretTable()
  private let honoursInlineMarkers: Bool

  init(_ plan: ScanPlan, honoursInlineMarkers: Bool) {
    matcher = Matcher(plan)
    self.honoursInlineMarkers = honoursInlineMarkers
  }

  /// Everything in one text, in any encoding.
  func hits(in text: UnsafeRawBufferPointer) -> [Hit] {
    if let order = UTF16Text.byteOrder(of: text) { return wideHits(in: text, order) }
    return hits(matcher.match(text), in: text)
  }

  func hits(_ matches: [Match], in text: UnsafeRawBufferPointer, encoding: Hit.Encoding = .plain) -> [Hit] {
    guard !matches.isEmpty else { return [] }
    return matcher.resolve(matches, in: text).map { match in
      Hit(
        secret: table.number(of: SecretKey(match), companions: match.companions),
        line: Int32(clamping: match.line), column: Int32(clamping: match.column),
        key: table.number(ofKey: match.key),
        encoding: match.encoding == nil ? encoding : .base64,
        isAllowed: honoursInlineMarkers && InlineAllow.isPresent(around: match.lines, in: Span(_unsafeBytes: text)),
        certainty: match.certainty)
    }
  }

  private func wideHits(in text: UnsafeRawBufferPointer, _ order: UTF16Text.ByteOrder) -> [Hit] {
    let narrow = UTF16Text.narrowed(text, order)
    return narrow.withUnsafeBytes { hits(matcher.match($0), in: $0, encoding: .utf16) }
  }
}

/// UTF-16 with a byte order mark, as Windows tools write it.
enum UTF16Text {
  enum ByteOrder { case little, big }

  @inline(__always)
  static func byteOrder(of text: UnsafeRawBufferPointer) -> ByteOrder? {
    guard text.count >= 4 else { return nil }
    switch (text[0], text[1]) {
    case (0xFF, 0xFE): return .little
    case (0xFE, 0xFF): return .big
    default: return nil
    }
  }

  /// One byte per code unit; units beyond Latin-1, which no credential holds, become 0x1A.
  static func narrowed(_ text: UnsafeRawBufferPointer, _ order: ByteOrder) -> [UInt8] {
    stride(from: 2, to: text.count - 1, by: 2).map { offset in
      let (low, high) = order == .little ? (text[offset], text[offset + 1]) : (text[offset + 1], text[offset])
      return high == 0 ? low : 0x1A
    }
  }
}
