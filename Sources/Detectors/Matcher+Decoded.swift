/// Takes a layer of encoding off and searches what is inside as a text of its own.
extension Matcher {
  /// What the diagnostics of a text name where a limit kept encoded text from being decoded.
  package static let decodingLimit = "decoding"

  /// Decodes characters of the base64 alphabets, as base64 and as hexadecimal digits, wherever that gives text.
  func decode(_ characters: UnsafeRawBufferPointer, _ encoded: EncodedText, in text: UnsafeRawBufferPointer) {
    if depth == 0 { budget.renew(for: characters.count) }
    let probe = TextProbe(base64: characters)
    for alignment in 0..<4 where !probe.isEmpty {
      decode(characters, probe, alignment: alignment, bits: 6, first: alignment, encoded, in: text)
    }
    HexRun.forEach(in: characters) { run in
      let digits = UnsafeRawBufferPointer(rebasing: characters[..<run.upperBound])
      let probe = TextProbe(hex: UnsafeRawBufferPointer(rebasing: characters[run]))
      for alignment in 0..<2 where !probe.isEmpty {
        decode(
          digits, probe, alignment: alignment, bits: 4, first: run.lowerBound + alignment, encoded, in: text)
      }
    }
  }

  private func decode(
    _ characters: UnsafeRawBufferPointer, _ probe: TextProbe, alignment: Int, bits: Int, first: Int,
    _ encoded: EncodedText, in text: UnsafeRawBufferPointer
  ) {
    let mask = UInt8(1) << UInt8(alignment)
    for (signs, firstLowByte) in [(probe.text, nil), (probe.wideEven, 0), (probe.wideOdd, 1)]
    where signs & mask != 0 {
      let digits = DigitText(bits: bits, pieces: encoded.pieces, first: first, firstLowByte: firstLowByte)
      var bytes = decoding.takeBuffer()
      digits.decode(characters, into: &bytes)
      search(bytes, matches: Origin(encoded, digits), in: text) { parts in parts.map { digits.place(of: $0) }
      }
      decoding.giveBack(bytes)
    }
  }

  /// Searches what escapes stand for.
  func searchDecoded(_ bytes: [UInt8], _ escaped: EscapedText, in text: UnsafeRawBufferPointer) {
    search(bytes, matches: Origin(escaped), in: text) { parts in escaped.places(of: parts, in: text) }
  }

  /// Where decoded bytes come from.
  private struct Origin {
    let layers: [EncodingChain.Layer]
    let reach: Reach
    /// Offset of the encoded text's first byte.
    let start: Int
    /// Tells apart what two ways to decode one text give.
    let number: Int
    /// Escapes change some characters only: a value without any stands in the clear.
    let mayBeVerbatim: Bool

    init(_ encoded: EncodedText, _ digits: DigitText) {
      layers = [digits.bits == 4 ? .hex : .base64] + (digits.firstLowByte == nil ? [] : [.utf16])
      reach = encoded.reach
      start = encoded.pieces[0].lowerBound
      number = digits.first * 2 + (digits.firstLowByte ?? 0)
      mayBeVerbatim = false
    }

    init(_ escaped: EscapedText) {
      layers = [escaped.isPercent ? .percent : .escapes]
      reach = escaped.reach
      start = escaped.range.lowerBound
      number = 0
      mayBeVerbatim = true
    }
  }

  private func search(
    _ bytes: [UInt8], matches origin: Origin, in text: UnsafeRawBufferPointer,
    places: ([Range<Int>]) -> [Range<Int>]
  ) {
    guard budget.spend(bytes.count) else {
      noteGaveUp(Matcher.decodingLimit)
      return
    }
    let inner = decoding.inner ?? Matcher(plan, depth: depth + 1, budget: budget)
    decoding.inner = inner
    bytes.withUnsafeBytes { decoded in
      let found = inner.winners(among: inner.match(decoded)).map(\.match)
      noteGaveUp(inner.takeGaveUp())
      guard !found.isEmpty else { return }
      for (match, place) in zip(found, places(found.map { Int($0.start)..<Int($0.end) })) {
        keep(match, of: decoded, at: place, origin, in: text)
      }
    }
  }

  private func keep(
    _ inner: Match, of decoded: UnsafeRawBufferPointer, at place: Range<Int>, _ origin: Origin,
    in text: UnsafeRawBufferPointer
  ) {
    guard matches.count < Matcher.matchLimit else {
      noteGaveUp(plan.rules[Int(inner.rule)].detector.id)
      return
    }
    let part = decoded[Int(inner.start)..<Int(inner.end)]
    let isVerbatim = origin.mayBeVerbatim && part.elementsEqual(text[place])
    let chain = isVerbatim ? inner.chain : origin.layers.reversed().reduce(inner.chain) { $0.inside($1) }
    let details = Match.Details(
      companions: inner.details?.companions ?? [],
      decoded: chain.isPlain ? nil : inner.details?.decoded ?? Array(part),
      key: KeyName.of(inner, in: decoded), lead: place.lowerBound - origin.start)
    matches.append(
      Match(
        rule: inner.rule, literal: Int32(truncatingIfNeeded: -1 - origin.number),
        anchor: Int32(place.lowerBound),
        chain: chain, evidence: inner.evidence, edges: origin.reach.edges, isWide: false, hasValue: true,
        reachStart: Int32(origin.reach.range.lowerBound), reachEnd: Int32(origin.reach.range.upperBound),
        start: Int32(place.lowerBound), end: Int32(place.upperBound), details: details))
  }
}
