internal import Detectors
internal import Findings

/// Turns texts into hits. One per worker.
final class TextScanner {
  let matcher: Matcher
  var table = SecretTable()
  private let honoursInlineMarkers: Bool
  private let marker = ContentMarkReader()
  private let detectors: [Detector]

  init(_ plan: ScanPlan, honoursInlineMarkers: Bool) {
    matcher = Matcher(plan)
    detectors = plan.catalog.detectors
    self.honoursInlineMarkers = honoursInlineMarkers
  }

  /// Everything in one text, in any encoding.
  func hits(in text: UnsafeRawBufferPointer) -> [Hit] {
    if let order = UTF16Text.byteOrder(of: text) { return wideHits(in: text, order) }
    return hits(matcher.match(text), in: text)
  }

  func hits(_ matches: [Match], in text: UnsafeRawBufferPointer, encoding: Hit.Encoding = .plain) -> [Hit] {
    guard !matches.isEmpty else { return [] }
    let found = matcher.resolve(matches, in: text)
    guard !found.isEmpty else { return [] }
    let marks = marker.marks(of: text)
    return TextScanner.surest(found.map { hit($0, in: text, encoding, marks) })
  }

  /// Gives every place of a secret in one text what the most telling one says: reports know the text's first place.
  private static func surest(_ hits: [Hit]) -> [Hit] {
    guard hits.count > 1 else { return hits }
    var best: [Int32: Certainty] = [:]
    for hit in hits { best[hit.secret] = CertaintyJudge.surest(best[hit.secret], hit.certainty) }
    return hits.map { hit in
      var hit = hit
      hit.certainty = best[hit.secret] ?? hit.certainty
      return hit
    }
  }

  private func hit(
    _ match: ResolvedMatch, in text: UnsafeRawBufferPointer, _ encoding: Hit.Encoding, _ marks: ContentMarks
  ) -> Hit {
    let detector = detectors[match.detector]
    let secret = table.number(of: SecretKey(match, of: detector), companions: match.companions)
    if let kind = detector.tells?.surroundings, match.encoding == nil,
      let surroundings = Surroundings(kind, of: match.place, in: text)
    {
      table.note(surroundings, of: secret)
    }
    var marks = marks
    if marks.contains(.notebookOutput), !ContentMarkReader.isOutput(match.place.lowerBound, in: text) {
      marks.remove(.notebookOutput)
    }
    return Hit(
      secret: secret, line: Int32(clamping: match.line), column: Int32(clamping: match.column),
      key: table.number(ofKey: match.key), encoding: match.encoding == nil ? encoding : .base64,
      isAllowed: honoursInlineMarkers && InlineAllow.isPresent(around: match.lines, in: Span(_unsafeBytes: text)),
      certainty: match.certainty, marks: marks, rival: Int32(match.rival ?? -1))
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
