extension Matcher {
  /// Looks for a value of the rule's shape behind the literal. Hand-written: it runs at every `key`, `token`
  /// and `password` of a history, and rejects nine of ten after a few bytes.
  func evaluateContext(
    _ rule: ScanPlan.Rule, _ context: Detector.Context, _ index: Int, literal: Int, at anchor: Int,
    in text: UnsafeRawBufferPointer
  ) {
    let end = anchor + length(of: literal)
    let limit = min(text.count, end + rule.detector.reach.after)
    guard let charset = rule.charset else { return }
    let shape = ValueShape(
      context: context, charset: charset, limit: limit, reach: rule.detector.reach, text: text)
    guard context.isAssigned else {
      let value = shape.firstRun(from: end, isLine: rule.detector.reach.isLine) { accepts($0, rule) }
      keep(Told(value: value, evidence: .keyword), rule, index, literal: literal, anchor..<end, in: text)
      return
    }
    let told = assigned(rule, shape, anchor: anchor, end: end)
    keep(told, rule, index, literal: literal, anchor..<end, in: text)
  }

  /// A value with what tells it.
  private struct Told {
    var value: Range<Int>?
    var evidence = Evidence.keyword
    /// It stands on the line behind the name's.
    var isPaired = false
  }

  private func keep(
    _ told: Told, _ rule: ScanPlan.Rule, _ index: Int, literal: Int, _ keyword: Range<Int>,
    in text: UnsafeRawBufferPointer
  ) {
    guard told.value != nil || !rule.isNarrow else { return }
    var span = rule.detector.reach
    // The name before the literal, and a command before it, is read whatever the detector says.
    span.before = max(span.before, Assignment.nameLimit + 8)
    var reach = Reach(span, anchor: keyword.lowerBound, length: keyword.count, in: text)
    if told.isPaired, span.isLine, let value = told.value { reach = reach.extended(over: value, in: text) }
    let site = Site(rule: index, literal: literal, anchor: keyword.lowerBound, reach: reach)
    keep(site, isWide: !rule.isNarrow, value: told.value, evidence: told.evidence)
  }

  private func assigned(_ rule: ScanPlan.Rule, _ shape: ValueShape, anchor: Int, end: Int) -> Told {
    guard let slot = Assignment(shape.text, anchor: anchor, end: end, limit: shape.limit) else {
      return Told()
    }
    if rule.isGeneric, !GenericValue.acceptsName(shape.text, slot.name, keyword: anchor..<end) {
      return Told()
    }
    guard let value = shape.value(at: slot),
      accepts(UnsafeRawBufferPointer(rebasing: shape.text[value]), rule)
    else {
      return Told()
    }
    let isPaired = slot.link == .paired
    guard rule.isGeneric else { return Told(value: value, isPaired: isPaired) }
    guard let evidence = GenericEvidence(text: shape.text, slot: slot, limit: shape.limit).evidence(of: value)
    else {
      return Told()
    }
    return Told(value: value, evidence: evidence, isPaired: isPaired)
  }
}
