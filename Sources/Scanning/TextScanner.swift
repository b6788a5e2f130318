internal import Detectors
internal import Findings

/// Turns texts into hits. One per worker.
final class TextScanner {
  let matcher: Matcher
  var table = SecretTable()
  private let honoursInlineMarkers: Bool
  private let marker = ContentMarkReader()
  private let detectors: DetectorList

  /// - Parameter remembersText: passes over text that it has searched before; for histories.
  init(_ plan: ScanPlan, honoursInlineMarkers: Bool, remembersText: Bool = false) {
    matcher = Matcher(plan, remembersText: remembersText)
    detectors = plan.catalog.detectors
    self.honoursInlineMarkers = honoursInlineMarkers
  }

  /// Everything in one text, in any encoding.
  func hits(in text: UnsafeRawBufferPointer) -> [Hit] {
    if let form = UTF16Text(text) { return wideHits(in: text, form) }
    return hits(matcher.match(text), in: text)
  }

  /// - Parameter isWide: `text` is the narrowed form of UTF-16.
  func hits(_ matches: [Match], in text: UnsafeRawBufferPointer, isWide: Bool = false) -> [Hit] {
    guard !matches.isEmpty else { return [] }
    let found = matcher.resolve(matches, in: text)
    guard !found.isEmpty else { return [] }
    let marks = marker.marks(of: text)
    return TextScanner.surest(found.map { hit($0, in: text, isWide, marks) })
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
    _ match: ResolvedMatch, in text: UnsafeRawBufferPointer, _ isWide: Bool, _ marks: ContentMarks
  ) -> Hit {
    let detector = detectors[match.detector]
    let secret = table.number(of: SecretKey(match), companions: match.companions)
    if let kind = detector.tells?.surroundings, match.encoding.isPlain,
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
      key: table.number(ofKey: match.key), encoding: isWide ? match.encoding.inside(.utf16) : match.encoding,
      isAllowed: honoursInlineMarkers
        && InlineAllow.isPresent(around: match.lines, in: Span(_unsafeBytes: text)),
      certainty: match.certainty, marks: marks, rival: Int32(match.rival ?? -1))
  }

  private func wideHits(in text: UnsafeRawBufferPointer, _ form: UTF16Text) -> [Hit] {
    let narrow = form.narrowed(text)
    return narrow.withUnsafeBytes { hits(matcher.match($0), in: $0, isWide: true) }
  }
}
