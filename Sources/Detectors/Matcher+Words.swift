internal import Findings
internal import Patterns

extension Matcher {
  /// Looks for providers' names where a value is near that one of them may tell.
  func searchNames(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard plan.tables.longestName > 0 else { return }
    let windows = NameWindows(
      text: text, range: range, longRuns: longRuns, longestName: plan.tables.longestName)
    windows.forEach { window in
      plan.tables.names.forEachOccurrence(in: text, range: window) { literal, start in
        plan.tables.nearUses.forEach(literal) { evaluate($0, literal: literal, at: start, in: text) }
        if !plan.tables.words.isEmpty(literal) {
          evaluateWord(plan.words[literal], literal: literal, at: start, in: text)
        }
      }
    }
  }

  /// Looks for values near a provider's name: behind it within the context's distance, over two line ends at most,
  /// or before it on its line.
  func evaluateWord(_ group: WordGroup, literal: Int, at anchor: Int, in text: UnsafeRawBufferPointer) {
    for member in group.members { noteHit(of: member.rule) }
    let word = anchor..<anchor + length(of: literal)
    let surroundings =
      max(0, anchor - ScanPlan.narrow.before)..<min(text.count, word.upperBound + group.after)
    let runs = longRuns.runs(in: surroundings, of: text)
    guard runs.contains(where: { $0.count >= group.least }), WordWindow.isWholeWord(word, in: text) else {
      return
    }
    let window = WordWindow(word, after: group.after, in: text)
    for run in runs where run.count >= group.least && run.overlaps(window.range) {
      for member in group.members where run.count >= member.context.length.lowerBound {
        measured(member.rule) { evaluate(member, window, run, literal: literal, in: text) }
      }
    }
  }

  private func evaluate(
    _ member: WordGroup.Member, _ window: WordWindow, _ run: Range<Int>, literal: Int,
    in text: UnsafeRawBufferPointer
  ) {
    let rule = plan.rules[member.rule]
    guard matches.count < Matcher.matchLimit else {
      noteGaveUp(rule)
      return
    }
    searchCount += 1
    let shape = ValueShape(
      context: member.context, charset: member.charset, limit: window.range.upperBound,
      reach: rule.detector.reach,
      text: text)
    let telling = ProviderTelling(
      text: text, member: member, word: window.word, low: window.range.lowerBound)
    for value in window.values(in: run, shape) {
      guard shape.isWellFormed(value), accepts(UnsafeRawBufferPointer(rebasing: text[value]), rule),
        let evidence = telling.evidence(of: value), rule.acceptsLoosely(value, of: telling, told: evidence)
      else { continue }
      let site = Site(
        rule: member.rule, literal: literal, anchor: window.word.lowerBound,
        reach: window.reach(of: value, in: text))
      keep(site, isWide: false, value: value, evidence: evidence)
    }
  }
}

extension ScanPlan.Rule {
  /// A detector of low confidence that takes short values as well as long ones knows the provider but not the shape:
  /// there the value must be assigned, and look random. The latter wherever words could be joined to one.
  fileprivate func acceptsLoosely(_ value: Range<Int>, of telling: ProviderTelling, told evidence: Evidence)
    -> Bool
  {
    guard detector.confidence == .low, case .context(let context) = detector.rule else { return true }
    let bytes = UnsafeRawBufferPointer(rebasing: telling.text[value])
    let traits = ValueTraits(bytes)
    guard context.length.lowerBound < 32, context.length.count > 100 else {
      return context.charset != .token || ValueTraits.isRandom(bytes, traits)
    }
    let lead = ValueLead(telling.text, value: value.lowerBound, low: telling.low)
    guard evidence == .wordAndName || evidence == .nearName || lead.isScheme,
      lead.link != .spaced || lead.isOption || lead.isScheme || lead.isVariable
    else { return false }
    return GenericValue.accepts(bytes, traits, isQuoted: false) && ValueTraits.isRandom(bytes, traits)
  }
}
