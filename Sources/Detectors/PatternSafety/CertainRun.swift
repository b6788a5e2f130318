internal import Glibc

/// Whether all that a pattern matches holds a long run of token characters with a digit: what random tokens are and
/// program text seldom is. The pattern's literals then need to be looked for only where such a run is near.
///
/// Read off the syntax: the shortest run that every way through the expression has, and how likely it is to have no
/// digit when its characters are drawn evenly from their sets.
struct CertainRun {
  /// The shortest run that counts, in bytes.
  static let least = 16
  /// Natural logarithm of how often a token may have no digit: one in 250, as 32 letters and digits.
  private static let unlikely = log(0.004)

  /// A run that goes on to an edge of what was read.
  private struct Edge {
    var length = 0
    /// Logarithm of the probability that it holds no digit.
    var noDigit = 0.0

    var isEnough: Bool { length >= CertainRun.least && noDigit <= CertainRun.unlikely }

    static func + (left: Edge, right: Edge) -> Edge {
      Edge(length: min(left.length + right.length, 1 << 20), noDigit: max(left.noDigit + right.noDigit, -1000))
    }

    func weaker(_ other: Edge) -> Edge { Edge(length: min(length, other.length), noDigit: max(noDigit, other.noDigit)) }
  }

  private var head = Edge()
  private var tail = Edge()
  /// Nothing but token characters: head and tail are the same.
  private var isWhole = true
  private(set) var isCertain = false
  /// Longest match in bytes; nil where it has no bound.
  private(set) var longest: Int? = 0
  /// May take a line feed.
  private(set) var takesLineFeeds = false

  private init() {}

  /// Says no of what it cannot tell.
  init(pattern: String) {
    // `\K` moves the match's start: what was read is then not all in it.
    guard !pattern.contains(#"\K"#) else {
      self = CertainRun(.opaque)
      return
    }
    self = CertainRun(RegexParser.parse(pattern))
  }

  private init(_ node: RegexNode) {
    switch node {
    case .set(let set): self = CertainRun(set)
    case .sequence(let parts): for part in parts { append(CertainRun(part)) }
    case .alternatives(let parts):
      guard let first = parts.first else { return }
      self = parts.dropFirst().reduce(CertainRun(first)) { $0.weaker(CertainRun($1)) }
    case .loop(let inner, let least, let most, _): self = CertainRun(inner).repeated(least, most)
    case .atomic(let inner): self = CertainRun(inner)
    case .assertion, .empty: break
    case .opaque:
      isWhole = false
      longest = nil
      takesLineFeeds = true
    }
  }

  private init(_ set: CharacterSet256) {
    longest = 1
    takesLineFeeds = set.contains(0x0A)
    let token = CharacterSet256.of(.token)
    let members = (UInt8.min...UInt8.max).filter { set.contains($0) }
    guard !members.isEmpty, members.allSatisfy({ token.contains($0) }) else {
      isWhole = false
      return
    }
    let digits = members.count { (0x30...0x39).contains($0) }
    let share = Double(digits) / Double(members.count)
    head = Edge(length: 1, noDigit: digits == members.count ? -1000 : log(1 - share))
    tail = head
  }

  private mutating func append(_ next: CertainRun) {
    isCertain = isCertain || next.isCertain || (tail + next.head).isEnough
    head = isWhole ? head + next.head : head
    tail = next.isWhole ? tail + next.tail : next.tail
    isWhole = isWhole && next.isWhole
    longest = longest.flatMap { own in next.longest.map { min(own + $0, 1 << 20) } }
    takesLineFeeds = takesLineFeeds || next.takesLineFeeds
  }

  private func weaker(_ other: CertainRun) -> CertainRun {
    var both = self
    both.head = head.weaker(other.head)
    both.tail = tail.weaker(other.tail)
    both.isWhole = isWhole && other.isWhole
    both.isCertain = isCertain && other.isCertain
    both.longest = longest.flatMap { own in other.longest.map { max(own, $0) } }
    both.takesLineFeeds = takesLineFeeds || other.takesLineFeeds
    return both
  }

  private func repeated(_ least: Int, _ most: Int?) -> CertainRun {
    var run = self
    if least == 0 {
      // It may be there or not: only a whole one joins its neighbours either way.
      run.head = Edge()
      run.tail = Edge()
      run.isCertain = false
    } else if isWhole {
      let count = Double(least)
      run.head = Edge(length: min(head.length * least, 1 << 20), noDigit: max(head.noDigit * count, -1000))
      run.tail = run.head
      run.isCertain = isCertain || run.head.isEnough
    }
    run.longest = longest.flatMap { own in most.map { min(own * $0, 1 << 20) } }
    return run
  }
}

extension Detector {
  /// True where every match holds a long run with a digit on the line of the literal that led to it.
  static func holdsRun(
    _ rule: Rule, _ literals: [Literal], _ reach: Reach, _ companions: [Companion], _ examples: Examples
  ) -> Bool {
    guard case .pattern(let pattern) = rule else { return false }
    // The examples tell where the provider writes letters only, whatever the pattern allows.
    let lettersOnly = ["{alpha:", "{lower:", "{upper:"]
    guard !examples.positive.contains(where: { example in lettersOnly.contains { example.contains($0) } }) else {
      return false
    }
    let run = CertainRun(pattern: pattern)
    guard run.isCertain else { return false }
    let narrow = ScanPlan.narrow
    if reach.isLine, reach.before <= narrow.before, reach.after <= narrow.after, companions.isEmpty { return true }
    // Else the literal must be a part of the match, and the match of one line.
    let text = pattern.lowercased()
    return !run.takesLineFeeds && (run.longest ?? .max) <= narrow.before
      && literals.allSatisfy { text.contains($0.text.lowercased()) }
  }
}
