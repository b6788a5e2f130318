/// In how many bytes, and in how many ways, an expression takes a run of one and the same byte. An expression
/// that takes runs of several lengths, or one length in two ways, must not be repeated without bound: a text of
/// n such bytes that fails to match can be split in 2ⁿ ways.
struct RepeatRuns {
  let least: Int
  /// Nil for no bound.
  let most: Int?
  /// The same length in more than one way.
  let isAmbiguous: Bool

  private static let nothing = RepeatRuns(least: 0, most: 0, isAmbiguous: false)

  var isVariable: Bool { most != least }

  /// Nil when the node takes no run of the byte at all.
  static func of(_ byte: UInt8, in node: RegexNode) -> RepeatRuns? {
    switch node {
    case .set(let set): return set.contains(byte) ? RepeatRuns(least: 1, most: 1, isAmbiguous: false) : nil
    case .empty, .assertion: return nothing
    // Unknown: taken for a thing that stops every run, so that nobody is refused on a guess.
    case .opaque: return nil
    case .atomic(let inner): return of(byte, in: inner).map(\.withoutChoice)
    case .sequence(let parts): return sequence(byte, parts)
    case .alternatives(let parts): return alternatives(parts.compactMap { of(byte, in: $0) })
    case .loop(let inner, let least, let most, let isAtomic):
      guard let runs = of(byte, in: inner) else { return least == 0 ? nothing : nil }
      let looped = runs.looped(least: least, most: most)
      return isAtomic ? looped.withoutChoice : looped
    }
  }

  private var withoutChoice: RepeatRuns { RepeatRuns(least: least, most: least, isAmbiguous: false) }

  private static func sequence(_ byte: UInt8, _ parts: [RegexNode]) -> RepeatRuns? {
    var sum = nothing
    for part in parts {
      guard let runs = of(byte, in: part) else { return nil }
      sum = RepeatRuns(
        least: capped(sum.least + runs.least),
        most: sum.most.flatMap { most in runs.most.map { capped(most + $0) } },
        isAmbiguous: sum.isAmbiguous || runs.isAmbiguous || (sum.isVariable && runs.isVariable))
    }
    return sum
  }

  private static func alternatives(_ parts: [RepeatRuns]) -> RepeatRuns? {
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) { sum, runs in
      let overlap = runs.least <= sum.most ?? .max && sum.least <= runs.most ?? .max
      return RepeatRuns(
        least: min(sum.least, runs.least), most: sum.most.flatMap { most in runs.most.map { max(most, $0) } },
        isAmbiguous: sum.isAmbiguous || runs.isAmbiguous || overlap)
    }
  }

  private func looped(least count: Int, most bound: Int?) -> RepeatRuns {
    guard most != 0, bound != 0 else { return .nothing }
    let isSplit = (bound ?? 2) > 1 && isVariable
    return RepeatRuns(
      least: RepeatRuns.capped(least * count),
      most: bound.flatMap { bound in most.map { RepeatRuns.capped($0 * bound) } },
      isAmbiguous: isAmbiguous || isSplit)
  }

  /// Keeps products of nested bounds small.
  private static func capped(_ count: Int) -> Int { min(count, 1 << 20) }
}
