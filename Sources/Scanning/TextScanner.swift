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
    if let form = UTF16Text(text) { return wideHits(in: text, form) }
    return hits(matcher.match(text), in: text)
  }

  /// - Parameter isWide: `text` is the narrowed form of UTF-16.
  func hits(_ matches: [Match], in text: UnsafeRawBufferPointer, isWide: Bool = false) -> [Hit] {
    guard !matches.isEmpty else { return [] }
    return matcher.resolve(matches, in: text).map { match in
      Hit(
        secret: table.number(of: SecretKey(match), companions: match.companions),
        line: Int32(clamping: match.line), column: Int32(clamping: match.column),
        key: table.number(ofKey: match.key),
        encoding: isWide ? match.encoding.inside(.utf16) : match.encoding,
        isAllowed: honoursInlineMarkers && InlineAllow.isPresent(around: match.lines, in: Span(_unsafeBytes: text)))
    }
  }

  private func wideHits(in text: UnsafeRawBufferPointer, _ form: UTF16Text) -> [Hit] {
    let narrow = form.narrowed(text)
    return narrow.withUnsafeBytes { hits(matcher.match($0), in: $0, isWide: true) }
  }
}
