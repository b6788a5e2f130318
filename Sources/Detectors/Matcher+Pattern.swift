internal import Patterns

extension Matcher {
  /// Searches the reach for every match of the rule's pattern.
  func evaluatePattern(_ rule: ScanPlan.Rule, _ site: Site, in text: UnsafeRawBufferPointer) {
    let window = UnsafeRawBufferPointer(rebasing: text[site.reach.range])
    let offset = site.reach.range.lowerBound
    var found = false
    forEachMatch(rule, in: window) { match in
      guard let companions = companions(rule, around: match.whole, in: window, match.captured) else { return }
      found = true
      let isBare = companions.isEmpty && match.decoded == nil
      let details =
        isBare
        ? nil : Match.Details(companions: companions, decoded: match.decoded, lead: match.lead)
      keep(
        site, isWide: !rule.isNarrow,
        value: match.value.lowerBound + offset..<match.value.upperBound + offset,
        details: details)
    }
    if !found { keep(site, isWide: !rule.isNarrow, value: nil) }
  }

  /// What a rule's pattern finds in a window.
  struct PatternMatch {
    var value: Range<Int>
    let whole: Range<Int>
    /// Values of named groups.
    var captured: [CompanionValue]
    /// What the value says, where it is base64 and the rule looks inside.
    var decoded: [UInt8]?
    /// How far into the base64 text it begins.
    var lead = 0
  }

  /// Calls `body` for every match that passes the rule's tests.
  func forEachMatch(_ rule: ScanPlan.Rule, in window: UnsafeRawBufferPointer, _ body: (PatternMatch) -> Void)
  {
    guard let pattern = rule.pattern?.compiled() else { return }
    let group = pattern.group(named: "secret") ?? (pattern.groupCount > 0 ? 1 : 0)
    var start = 0
    for _ in 0..<Matcher.searchesPerReach {
      guard start <= window.count else { return }
      searchCount += 1
      switch buffer.search(pattern, in: window, from: start) {
      case .noMatch: return
      case .gaveUp:
        noteGaveUp(rule)
        return
      case .match: break
      }
      guard let whole = buffer.range(of: 0) else { return }
      start = max(whole.upperBound, whole.lowerBound + 1)
      guard let value = buffer.range(of: group), !value.isEmpty else { continue }
      let match = PatternMatch(value: value, whole: whole, captured: capturedValues(pattern, in: window))
      if rule.decoded != nil {
        if let inner = decoded(match, rule, in: window) { body(inner) }
      } else if accepts(UnsafeRawBufferPointer(rebasing: window[value]), rule) {
        body(match)
      }
    }
  }

  /// The credential inside of a value that is base64.
  private func decoded(
    _ match: PatternMatch, _ rule: ScanPlan.Rule, in window: UnsafeRawBufferPointer
  ) -> PatternMatch? {
    guard let pattern = rule.decoded?.compiled() else { return nil }
    var end = match.value.upperBound
    while end > match.value.lowerBound, window[end - 1] == UInt8(ascii: "=") { end -= 1 }
    let place = match.value.lowerBound..<end
    let digits = DigitText(bits: 6, pieces: [place], first: 0, firstLowByte: nil)
    var bytes: [UInt8] = []
    digits.decode(UnsafeRawBufferPointer(rebasing: window[place]), into: &bytes)
    return bytes.withUnsafeBytes { text in
      let outcome = buffer.search(pattern, in: text)
      if outcome == .gaveUp { noteGaveUp(rule) }
      let group = pattern.group(named: "secret") ?? (pattern.groupCount > 0 ? 1 : 0)
      guard outcome == .match, let value = buffer.range(of: group), !value.isEmpty else { return nil }
      var inner = match
      inner.captured += capturedValues(pattern, in: text)
      guard accepts(UnsafeRawBufferPointer(rebasing: text[value]), rule) else { return nil }
      inner.decoded = Array(text[value])
      inner.value = digits.place(of: value)
      inner.lead = inner.value.lowerBound - place.lowerBound
      return inner
    }
  }

  /// Named groups other than the value: a user name, a host.
  private func capturedValues(_ pattern: Pattern, in window: UnsafeRawBufferPointer) -> [CompanionValue] {
    guard pattern.groups.count > 1 || (pattern.groups.first.map { $0.name != "secret" } ?? false) else {
      return []
    }
    return pattern.groups.compactMap { name, number in
      guard name != "secret", let range = buffer.range(of: number), !range.isEmpty else { return nil }
      return CompanionValue(role: name, value: Array(window[range]), isSecret: false)
    }
  }

  /// The tests that stand between a matching text and a match.
  func accepts(_ value: UnsafeRawBufferPointer, _ rule: ScanPlan.Rule) -> Bool {
    let detector = rule.detector
    if let checksum = detector.checksum, !checksum.accepts(value) { return false }
    if detector.minEntropy > 0, Entropy.bitsPerByte(value) < detector.minEntropy { return false }
    if detector.rejectsPlaceholders, detector.checksum == nil,
      Placeholder.matches(value) || Placeholder.isName(value)
    {
      return false
    }
    return !rule.stopWords.contains { Placeholder.contains(value, $0) }
  }

  /// The companions near a match with the values captured in it; nil when a required one is missing.
  private func companions(
    _ rule: ScanPlan.Rule, around match: Range<Int>, in window: UnsafeRawBufferPointer,
    _ captured: [CompanionValue]
  ) -> [CompanionValue]? {
    var values = captured
    for (companion, pattern) in zip(rule.detector.companions, rule.companions) {
      if let value = nearest(companion, pattern, of: rule, to: match, in: window) {
        values.append(CompanionValue(role: companion.role, value: value, isSecret: companion.isSecret))
      } else if companion.isRequired {
        return nil
      }
    }
    return values
  }

  /// The companion value that stands closest to the match.
  private func nearest(
    _ companion: Detector.Companion, _ pattern: LazyPattern, of rule: ScanPlan.Rule, to match: Range<Int>,
    in window: UnsafeRawBufferPointer
  ) -> [UInt8]? {
    guard let pattern = pattern.compiled() else { return nil }
    let group = pattern.group(named: "secret") ?? (pattern.groupCount > 0 ? 1 : 0)
    let low = max(0, match.lowerBound - companion.distance)
    let high = min(window.count, match.upperBound + companion.distance)
    let nearby = UnsafeRawBufferPointer(rebasing: window[low..<high])
    var best: (distance: Int, value: Range<Int>)?
    var start = 0
    for _ in 0..<Matcher.searchesPerReach where start <= nearby.count {
      searchCount += 1
      let outcome = buffer.search(pattern, in: nearby, from: start)
      if outcome == .gaveUp { noteGaveUp(rule) }
      guard outcome == .match, let whole = buffer.range(of: 0) else { break }
      start = max(whole.upperBound, whole.lowerBound + 1)
      guard let value = buffer.range(of: group), !value.isEmpty else { continue }
      let text = UnsafeRawBufferPointer(rebasing: nearby[value])
      let isInside = value.lowerBound + low < match.upperBound && value.upperBound + low > match.lowerBound
      if isInside || Entropy.bitsPerByte(text) < companion.minEntropy || Placeholder.matches(text) {
        continue
      }
      let distance =
        value.lowerBound + low >= match.upperBound
        ? value.lowerBound + low - match.upperBound : match.lowerBound - value.upperBound - low
      if best.map({ distance < $0.distance }) ?? true { best = (distance, value) }
    }
    return best.map { Array(nearby[$0.value]) }
  }
}
