/// What `PatternSafety` needs to know of a regular expression: which bytes it takes, in which order and how often.
/// Captures, names and case flags are resolved; what it cannot tell is `opaque`.
indirect enum RegexNode: Sendable {
  /// One byte of a set.
  case set(CharacterSet256)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  /// `most` is nil for no bound. `isAtomic` for possessive quantifiers: they never give back.
  case loop(RegexNode, least: Int, most: Int?, isAtomic: Bool)
  /// Never gives back what it took: `(?>…)`.
  case atomic(RegexNode)
  /// Takes no bytes: a look-around.
  case assertion(RegexNode)
  /// Takes no bytes: an anchor, a boundary, a verb.
  case empty
  /// A back reference or a Unicode property: nothing is known of what it takes.
  case opaque

  /// Every quantified part, with the nodes before and behind it on the way through the expression.
  func forEachLoop(
    after head: [RegexNode] = [], before tail: [RegexNode] = [], _ body: (LoopPlace) -> Void
  ) {
    switch self {
    case .set, .empty, .opaque: break
    case .sequence(let parts):
      for (index, part) in parts.enumerated() {
        part.forEachLoop(after: head + parts[..<index], before: parts[(index + 1)...] + tail, body)
      }
    case .alternatives(let parts): for part in parts { part.forEachLoop(after: head, before: tail, body) }
    case .atomic(let inner): inner.forEachLoop(after: head, before: tail, body)
    case .assertion(let inner): inner.forEachLoop(after: head, before: tail, body)
    case .loop(let inner, _, let most, let isAtomic):
      body(LoopPlace(body: inner, most: most, isAtomic: isAtomic, head: head, tail: tail))
      inner.forEachLoop(after: head, before: tail, body)
    }
  }

  /// A quantified part of an expression.
  struct LoopPlace {
    let body: RegexNode
    let most: Int?
    let isAtomic: Bool
    let head: [RegexNode]
    let tail: [RegexNode]
  }
}

extension RegexNode {
  /// A short text that the node takes; look-arounds are not heeded.
  var sample: [UInt8] {
    switch self {
    case .set(let set): [set.sampleByte]
    case .sequence(let parts): parts.flatMap(\.sample)
    case .alternatives(let parts): parts.first?.sample ?? []
    case .loop(let inner, let least, _, _):
      least == 0 ? [] : (0..<min(least, 64)).flatMap { _ in inner.sample }
    case .atomic(let inner): inner.sample
    case .assertion, .empty, .opaque: []
    }
  }
}

extension CharacterSet256 {
  /// A letter where there is one, else a digit, else whatever stands first.
  var sampleByte: UInt8 {
    let wanted: [ClosedRange<UInt8>] = [0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x20...0xFF, 0...0x1F]
    return wanted.lazy.joined().first(where: contains) ?? 0x61
  }
}
