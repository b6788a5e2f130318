extension Matcher {
  /// Looks for a value of the rule's shape behind the literal. Hand-written: it runs at every `key`, `token`
  /// and `password` of a history, and rejects nine of ten after a few bytes.
  func evaluateContext(
    _ rule: ScanPlan.Rule, _ context: Detector.Context, _ use: ScanPlan.Use, literal: Int, at anchor: Int,
    in text: UnsafeRawBufferPointer
  ) {
    let end = anchor + length(of: literal)
    let limit = min(text.count, end + rule.detector.reach.after)
    guard let charset = rule.charset else { return }
    let shape = ValueShape(context: context, charset: charset, limit: limit, reach: rule.detector.reach, text: text)
    let value: Range<Int>?
    if context.isAssigned {
      value = assignedValue(rule, shape, anchor: anchor, end: end)
    } else {
      value = shape.firstRun(from: end, isLine: rule.detector.reach.isLine) { accepts($0, rule) }
    }
    guard value != nil || !rule.isNarrow else { return }
    var span = rule.detector.reach
    // The name before the literal is read whatever the detector says.
    span.before = max(span.before, Assignment.nameLimit + 1)
    let reach = Reach(span, anchor: anchor, length: end - anchor, in: text)
    keep(
      Site(use: use, literal: literal, anchor: anchor, reach: reach), isWide: !rule.isNarrow, value: value,
      evidence: .keyword)
  }

  private func assignedValue(
    _ rule: ScanPlan.Rule, _ shape: ValueShape, anchor: Int, end: Int
  ) -> Range<Int>? {
    guard let slot = Assignment(shape.text, anchor: anchor, end: end, limit: shape.limit) else { return nil }
    if rule.isGeneric, !GenericValue.acceptsName(shape.text, slot.name, keyword: anchor..<end) { return nil }
    guard let value = shape.value(at: slot) else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: shape.text[value])
    guard accepts(bytes, rule) else { return nil }
    if rule.isGeneric, !GenericValue.accepts(bytes, isQuoted: slot.isQuoted) { return nil }
    return value
  }
}

/// The place behind a name where its value begins: `name = "`, `"name": '`, `name=`, `--name `, `<name>`,
/// `("name", "`, `name: string = "`.
struct Assignment {
  let name: Range<Int>
  /// Offset of the value's first byte.
  let start: Int
  let isQuoted: Bool
  /// The byte that ends a quoted value.
  let quote: UInt8

  static let nameLimit = 48
  private static let spaceLimit = 24

  /// Nil when no assignment follows. Reads nothing at or behind `limit`.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer, anchor: Int, end: Int, limit: Int) {
    var position = end
    let nameEnd = min(limit, end + Assignment.nameLimit)
    while position < nameEnd, CharacterSet256.name.contains(text[position]) { position += 1 }
    let name = Assignment.nameStart(text, anchor)..<position
    guard position < limit, let operatorEnd = Assignment.skipOperator(text, name, limit) else { return nil }
    position = Assignment.skipSpace(text, operatorEnd, limit)
    if position + 1 < limit, CharacterSet256.word.contains(text[position]),
      CharacterSet256.quote.contains(text[position + 1]), text[position] > 0x3F
    {
      // A string prefix: b"…", f'…', r"…", N'…', u"…".
      position += 1
    }
    if position < limit, text[position] == UInt8(ascii: "@") , position + 1 < limit, text[position + 1] == 0x22 {
      position += 1
    }
    if position + 1 < limit, text[position] == UInt8(ascii: "\\"), CharacterSet256.quote.contains(text[position + 1]) {
      position += 1
    }
    guard position < limit else { return nil }
    isQuoted = CharacterSet256.quote.contains(text[position])
    quote = text[position]
    start = isQuoted ? position + 1 : position
    self.name = name
  }

  private static func nameStart(_ text: UnsafeRawBufferPointer, _ anchor: Int) -> Int {
    var start = anchor
    let low = max(0, anchor - nameLimit)
    while start > low, CharacterSet256.name.contains(text[start - 1]) { start -= 1 }
    return start
  }

  private static func skipSpace(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    var position = start
    let end = min(limit, start + spaceLimit)
    while position < end, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    return position
  }

  /// Offset behind the operator; nil when there is none.
  @inline(__always)
  private static func skipOperator(
    _ text: UnsafeRawBufferPointer, _ name: Range<Int>, _ limit: Int
  ) -> Int? {
    var position = name.upperBound
    var isQuotedName = false
    if text[position] == UInt8(ascii: "\\"), position + 1 < limit { position += 1 }
    if CharacterSet256.quote.contains(text[position]) {
      position += 1
      isQuotedName = true
    }
    if position < limit, text[position] == UInt8(ascii: "]") { position += 1 }
    let behindName = position
    position = skipSpace(text, position, limit)
    guard position < limit else { return nil }
    switch text[position] {
    case UInt8(ascii: "="):
      position += 1
      while position < limit, text[position] == UInt8(ascii: "=") || text[position] == UInt8(ascii: ">") {
        position += 1
      }
      return position
    case UInt8(ascii: ":"):
      if position + 1 < limit, text[position + 1] == UInt8(ascii: "=") { return position + 2 }
      guard position + 1 < limit, text[position + 1] != UInt8(ascii: ":") else { return nil }
      return skipType(text, position + 1, limit)
    case UInt8(ascii: ",") where isQuotedName: return position + 1
    case UInt8(ascii: ">") where name.lowerBound > 0 && text[name.lowerBound - 1] == UInt8(ascii: "<"):
      return position + 1
    case UInt8(ascii: "("):
      let next = skipSpace(text, position + 1, limit)
      return next < limit && CharacterSet256.quote.contains(text[next]) ? next : nil
    default:
      // `--password value`
      let isOption = text[name.lowerBound] == UInt8(ascii: "-")
      return isOption && position > behindName && !isQuotedName ? position : nil
    }
  }

  /// Behind `: String =` when a type annotation stands there, else behind the colon.
  private static func skipType(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    var position = skipSpace(text, start, limit)
    let typeStart = position
    while position < limit, position - typeStart < 32, CharacterSet256.name.contains(text[position]) { position += 1 }
    guard position > typeStart, position < limit else { return start }
    if text[position] == UInt8(ascii: "?") { position += 1 }
    let sign = skipSpace(text, position, limit)
    guard sign > position || sign == position, sign + 1 < limit, text[sign] == UInt8(ascii: "="),
      text[sign + 1] == 0x20 || CharacterSet256.quote.contains(text[sign + 1])
    else { return start }
    return sign + 1
  }
}

/// The shape that a value told by context must have.
struct ValueShape {
  let context: Detector.Context
  let charset: CharacterSet256
  let limit: Int
  let reach: Detector.Reach
  let text: UnsafeRawBufferPointer

  private static let runLimit = 12

  /// The value that begins at an assignment's slot.
  @inline(__always)
  func value(at slot: Assignment) -> Range<Int>? {
    var end = slot.start
    let most = min(limit, slot.start + context.length.upperBound + 1)
    if slot.isQuoted {
      while end < most, charset.contains(text[end]), text[end] != slot.quote { end += 1 }
    } else {
      while end < most, charset.contains(text[end]), !ValueShape.endsBareValue(text[end]) { end += 1 }
    }
    guard context.length.contains(end - slot.start), end < limit || limit == text.count || endsLine(end)
    else { return nil }
    guard isClosed(at: end, slot), isWellFormed(slot.start..<end) else { return nil }
    return slot.start..<end
  }

  /// The first stretch of the charset behind `start` that has the shape and passes `accept`.
  func firstRun(
    from start: Int, isLine: Bool, where accept: (UnsafeRawBufferPointer) -> Bool
  ) -> Range<Int>? {
    var position = start
    // The literal may stand inside a longer word.
    while position < limit, charset.contains(text[position]) { position += 1 }
    for _ in 0..<ValueShape.runLimit {
      while position < limit, !charset.contains(text[position]) {
        if isLine, text[position] == 0x0A { return nil }
        position += 1
      }
      let runStart = position
      while position < limit, charset.contains(text[position]) { position += 1 }
      guard runStart < limit else { return nil }
      let run = runStart..<position
      let isBounded =
        !CharacterSet256.word.contains(text[runStart - 1])
        && (position == text.count || endsLine(position)
          || (position < limit && !CharacterSet256.word.contains(text[position])))
      if isBounded, context.length.contains(run.count), isWellFormed(run),
        accept(UnsafeRawBufferPointer(rebasing: text[run]))
      {
        return run
      }
    }
    return nil
  }

  /// A line's end counts as the text's end does, so that a line which ends just at the limit reads the same
  /// with and without one. A reach that is no line says nothing of the byte behind it.
  private func endsLine(_ position: Int) -> Bool { reach.isLine && text[position] == 0x0A }

  private static func endsBareValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// A quoted value must end at its quote; a bare one where a value can end, and not go on as code.
  private func isClosed(at end: Int, _ slot: Assignment) -> Bool {
    guard end < text.count else { return !slot.isQuoted }
    let next = text[end]
    if slot.isQuoted { return next == slot.quote || next == UInt8(ascii: "\\") }
    return next <= 0x20 || ValueShape.endsBareValue(next) || CharacterSet256.quote.contains(next)
  }

  func isWellFormed(_ range: Range<Int>) -> Bool {
    switch context.charset {
    case .uuid: return isUUID(range)
    case .hex:
      let hasUpper = range.contains { (0x41...0x46).contains(text[$0]) }
      let hasLower = range.contains { (0x61...0x66).contains(text[$0]) }
      return !(hasUpper && hasLower) && (!context.isMixed || isMixed(range))
    default: return !context.isMixed || isMixed(range)
    }
  }

  private func isMixed(_ range: Range<Int>) -> Bool {
    range.contains { (0x30...0x39).contains(text[$0]) } && range.contains { (0x41...0x5A).contains(text[$0] & 0xDF) }
  }

  private func isUUID(_ range: Range<Int>) -> Bool {
    guard range.count == 36 else { return false }
    return range.allSatisfy { position in
      let isDash = [8, 13, 18, 23].contains(position - range.lowerBound)
      return (text[position] == UInt8(ascii: "-")) == isDash
    }
  }
}
