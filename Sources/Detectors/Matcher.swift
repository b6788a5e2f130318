internal import Patterns

/// Finds credentials in text. One per thread: it owns the scratch memory of the patterns.
///
/// A rule's answer at a literal depends on nothing but the literal's reach. That makes two ways equal: looking
/// at all of a text, and looking only at what a delta changed while taking over the base's matches whose
/// reach was copied whole.
package final class Matcher {
  let plan: ScanPlan
  let buffer = MatchBuffer()
  /// The reach that each rule looked at last: literals on one line share it.
  private var lastReach: [Range<Int>]
  private var touchedRules: [Int] = []
  var matches: [Match] = []
  let longRuns: LongRuns
  /// Searches that a pattern gave up on since the last call of `takeGaveUp`, by detector id.
  private var gaveUp: Set<String> = []
  /// By rule; empty where nobody asked for timings.
  private var counts: [DetectorTimings.Count] = []
  private let clock = SuspendingClock()
  /// Since the matcher began: what a single evaluation did is the difference.
  var searchCount = 0
  private(set) var limitCount = 0
  /// How often something was not looked at.
  private(set) var givenUp = 0
  /// Bytes whose literals had to be known.
  package private(set) var matchedBytes: Int64 = 0
  /// Those of them that were searched, because they had not been seen before.
  package private(set) var searchedBytes: Int64 = 0
  /// How many layers of encoding the text stood in.
  let depth: Int
  let budget: DecodingBudget
  /// Text that held nothing; nil where all text is to be searched.
  let seen: SeenText?
  var decoding = Decoding()

  /// Matches kept per text; a text with more is hostile or a list of secrets. The rules that are asked for more
  /// have given up.
  package static let matchLimit = 20_000
  static let searchesPerReach = 64

  /// - Parameter remembersText: passes over text that it has searched before, and finds the same. For histories.
  package convenience init(_ plan: ScanPlan, remembersText: Bool = false) {
    self.init(
      plan, depth: 0, budget: DecodingBudget(), seen: remembersText && plan.timings == nil ? SeenText() : nil)
  }

  init(_ plan: ScanPlan, depth: Int, budget: DecodingBudget, seen: SeenText? = nil) {
    self.seen = seen
    self.plan = plan
    self.depth = depth
    self.budget = budget
    lastReach = [Range<Int>](repeating: 0..<0, count: plan.rules.count)
    if plan.timings != nil { counts = .init(repeating: .init(), count: plan.rules.count) }
    longRuns = LongRuns(least: plan.tables.leastRun)
  }

  deinit { plan.timings?.add(counts, of: plan.catalog) }

  /// Looks at all of a text. `text` must be readable for its `count` bytes only.
  package func match(_ text: UnsafeRawBufferPointer) -> [Match] {
    begin()
    search(text, 0..<text.count)
    return finish()
  }

  /// Detectors whose pattern gave up since the last call.
  package func takeGaveUp() -> Set<String> {
    defer { gaveUp = [] }
    return gaveUp
  }

  func begin() {
    matches.removeAll(keepingCapacity: true)
    decoding.forget()
    forgetReaches()
    longRuns.reset()
  }

  /// Reaches are remembered within one text only.
  private func forgetReaches() {
    for rule in touchedRules { lastReach[rule] = 0..<0 }
    touchedRules.removeAll(keepingCapacity: true)
  }

  func search(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    matchedBytes += Int64(range.count)
    searchUnseen(text, range)
  }

  /// Looks for literals, whether the text was seen before or not.
  func searchAll(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    searchedBytes += Int64(range.count)
    plan.tables.literals.forEachOccurrence(in: text, range: range) { literal, start in
      plan.tables.uses.forEach(literal) { evaluate($0, literal: literal, at: start, in: text) }
    }
    searchNames(text, range)
  }

  /// The matches so far without repetitions, by reach.
  func finish() -> [Match] {
    guard zip(matches, matches.dropFirst()).contains(where: { !Matcher.precedes($0, $1) }) else {
      return matches
    }
    matches.sort(by: Matcher.precedes)
    var unique: [Match] = []
    for match in matches {
      if let last = unique.last, !Matcher.precedes(last, match), !Matcher.precedes(match, last) { continue }
      unique.append(match)
    }
    return unique
  }

  private static func precedes(_ left: Match, _ right: Match) -> Bool {
    if left.reachStart != right.reachStart { return left.reachStart < right.reachStart }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.anchor != right.anchor { return left.anchor < right.anchor }
    if left.chain != right.chain { return left.chain.bits < right.chain.bits }
    if left.literal != right.literal { return left.literal < right.literal }
    if left.start != right.start { return left.start < right.start }
    if left.end != right.end { return left.end < right.end }
    return left.evidence.rawValue < right.evidence.rawValue
  }

  /// Asks one rule at one literal.
  func evaluate(_ rule: Int, literal: Int, at anchor: Int, in text: UnsafeRawBufferPointer) {
    noteHit(of: rule)
    measured(rule) { ask(rule, literal: literal, at: anchor, in: text) }
  }

  /// A literal of the rule stands somewhere.
  func noteHit(of rule: Int) {
    if !counts.isEmpty { counts[rule].literalHits += 1 }
  }

  /// Does what `body` does, and adds its cost to the rule's where somebody asked for timings.
  func measured(_ rule: Int, _ body: () -> Void) {
    guard !counts.isEmpty else { return body() }
    let (searches, limits, known) = (searchCount, limitCount, matches.count)
    let start = clock.now
    body()
    counts[rule].time += clock.now - start
    counts[rule].searches += searchCount - searches
    counts[rule].limitHits += limitCount - limits
    counts[rule].matches += matches[known...].count { $0.hasValue }
  }

  private func ask(_ index: Int, literal: Int, at anchor: Int, in text: UnsafeRawBufferPointer) {
    let rule = plan.rules[index]
    guard matches.count < Matcher.matchLimit else {
      noteGaveUp(rule)
      return
    }
    if case .context(let context) = rule.detector.rule {
      searchCount += 1
      evaluateContext(rule, context, index, literal: literal, at: anchor, in: text)
      return
    }
    let reach = Reach(rule.detector.reach, anchor: anchor, length: length(of: literal), in: text)
    guard lastReach[index] != reach.range || !rule.isNarrow else { return }
    if lastReach[index].isEmpty { touchedRules.append(index) }
    lastReach[index] = reach.range
    evaluatePattern(rule, Site(rule: index, literal: literal, anchor: anchor, reach: reach), in: text)
  }

  func length(of literal: Int) -> Int { plan.tables.literals.list.length(of: literal) }

  func noteGaveUp(_ rule: ScanPlan.Rule) {
    limitCount += 1
    noteGaveUp(rule.detector.id)
  }
  func noteGaveUp(_ name: String) {
    givenUp += 1
    gaveUp.insert(name)
  }
  func noteGaveUp(_ names: Set<String>) {
    guard !names.isEmpty else { return }
    givenUp += 1
    gaveUp.formUnion(names)
  }

  /// Keeps a match, or (with no value) the anchor of a wide rule.
  func keep(
    _ site: Site, isWide: Bool, value: Range<Int>?, evidence: Evidence = .shape, details: Match.Details? = nil
  ) {
    guard value != nil || isWide else { return }
    matches.append(
      Match(
        rule: Int32(site.rule), literal: Int32(site.literal), anchor: Int32(site.anchor),
        chain: details?.decoded == nil ? .plain : EncodingChain(.base64), evidence: evidence,
        edges: site.reach.edges,
        isWide: isWide,
        hasValue: value != nil, reachStart: Int32(site.reach.range.lowerBound),
        reachEnd: Int32(site.reach.range.upperBound), start: Int32(value?.lowerBound ?? site.anchor),
        end: Int32(value?.upperBound ?? site.anchor), details: details))
  }
}
