import Findings

/// Writes detectors in the form that executables embed: fields in a fixed order without names, each text behind
/// its length in bytes, so that reading it needs no parser and no search. `CatalogReader` reads it.
struct CatalogWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  mutating func write(_ text: String?) {
    write(text != nil)
    if let text { write(text) }
  }

  mutating func write(_ number: Int) {
    bytes += String(number).utf8
    bytes.append(UInt8(ascii: ";"))
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? UInt8(ascii: "+") : UInt8(ascii: "-")) }

  /// By its bits, so that reading gives the same number.
  mutating func write(_ number: Double) { write(Int(bitPattern: UInt(number.bitPattern))) }

  /// By its place among all words.
  mutating func write<Word: CaseIterable & Equatable>(_ word: Word) {
    write(Word.allCases.prefix { $0 != word }.count)
  }

  mutating func write<Word: CaseIterable & Equatable>(_ word: Word?) {
    write(word != nil)
    if let word { write(word) }
  }

  mutating func write(_ time: Timestamp) { write(Int(time.seconds)) }

  mutating func write(_ texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }
}

extension CatalogWriter {
  mutating func write(_ detector: Detector) {
    write(detector.summary)
    write(detector.confidence)
    write(detector.rule)
    write(detector.literals.count)
    for literal in detector.literals {
      write(literal.text)
      write(literal.ignoresCase)
    }
    write(detector.decoded)
    write(detector.reach.before)
    write(detector.reach.after)
    write(detector.reach.isLine)
    write(detector.minEntropy)
    write(detector.checksum)
    write(detector.stopWords)
    write(detector.rejectsPlaceholders)
    write(detector.paths)
    write(detector.excludedPaths)
    write(detector.companions.count)
    for companion in detector.companions { write(companion) }
    write(detector.dates)
    write(detector.tells)
    write(detector.policy != nil)
    if let policy = detector.policy { write(policy) }
    write(detector.probe != nil)
    if let probe = detector.probe { write(probe) }
    write(detector.yieldsTo)
    write(detector.publicPrefix)
    write(detector.examples.positive)
    write(detector.examples.negative)
  }

  private mutating func write(_ summary: DetectorSummary) {
    for text in [summary.id, summary.name, summary.provider, summary.category] { write(text) }
    write(summary.severity)
    write(summary.lifetime)
    for text in [summary.revoke, summary.replacement, summary.reference] { write(text) }
  }

  private mutating func write(_ rule: Detector.Rule) {
    switch rule {
    case .pattern(let pattern):
      write(true)
      write(pattern)
    case .context(let context):
      write(false)
      write(context.charset)
      write(context.length.lowerBound)
      write(context.length.upperBound)
      write(context.isAssigned)
      write(context.isMixed)
      write(context.words)
      write(context.distance)
      write(context.names)
      write(context.otherNames)
    }
  }

  private mutating func write(_ companion: Detector.Companion) {
    write(companion.role)
    write(companion.pattern)
    write(companion.distance)
    write(companion.isRequired)
    write(companion.isSecret)
    write(companion.minEntropy)
  }

  private mutating func write(_ policy: Detector.PolicyDeath) {
    write(policy.endedOn != nil)
    if let endedOn = policy.endedOn { write(endedOn) }
    write(policy.maxDays ?? 0)
    write(policy.isExtendable)
    write(policy.source)
    write(policy.checkedOn)
  }
}
