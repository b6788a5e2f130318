/// The nonparametric maximum-likelihood estimate from interval-censored ends: each is known to lie in
/// (`after`, `upTo`], `upTo` being nil while the subject lives. Self-consistency (EM) over the innermost intervals
/// (Turnbull 1976).
package struct TurnbullEstimate: Sendable {
  /// The probability of an end within (`after`, `upTo`].
  package struct Mass: Sendable, Hashable {
    package let after: Int
    /// `Int.max` for "later than any look".
    package let upTo: Int
    package let probability: Double
  }

  package let masses: [Mass]
  package let isConverged: Bool

  package struct Observation: Sendable, Hashable {
    package let after: Int
    package let upTo: Int?

    package init(after: Int, upTo: Int?) {
      self.after = after
      self.upTo = upTo
    }
  }

  package init(_ observations: [Observation], weights: [Double]? = nil) {
    self.init(TurnbullProblem(observations), weights: weights)
  }

  init(_ problem: TurnbullProblem, weights: [Double]? = nil, start: [Double]? = nil, steps: Int = 2_000) {
    let solution = problem.solve(weights: weights, start: start, steps: steps)
    masses = zip(problem.inner, solution.probabilities).map {
      Mass(after: $0.after, upTo: $0.upTo, probability: $1)
    }
    isConverged = solution.isConverged
  }

  /// The share that lives beyond `days`; within an interval of mass it is not determined, and the mass is counted
  /// at the interval's end.
  package func survival(at days: Int) -> Double {
    masses.reduce(0) { $0 + ($1.upTo > days ? $1.probability : 0) }
  }
}

extension TurnbullEstimate {
  /// As `survival(at:)` for many days, ascending, in one pass.
  func survivals(at days: [Int]) -> [Double] {
    var (left, next) = (1.0, 0)
    return days.map { day in
      while next < masses.count, masses[next].upTo <= day {
        left -= masses[next].probability
        next += 1
      }
      return max(0, left)
    }
  }
}

/// The innermost intervals of a set of observations and the range of them that each observation covers: what all
/// resamples share.
struct TurnbullProblem {
  let inner: [(after: Int, upTo: Int)]
  private let ranges: [Range<Int>]

  init(_ observations: [TurnbullEstimate.Observation]) {
    // An innermost interval runs from a left end to the next right end with no other left end between them.
    let lefts = Set(observations.map(\.after)).sorted()
    let rights = Set(observations.map { $0.upTo ?? .max }).sorted()
    var inner: [(after: Int, upTo: Int)] = []
    var right = 0
    for (index, left) in lefts.enumerated() {
      while right < rights.count, rights[right] <= left { right += 1 }
      guard right < rights.count else { break }
      let next = index + 1 < lefts.count ? lefts[index + 1] : Int.max
      if rights[right] <= next || next == .max { inner.append((left, rights[right])) }
    }
    self.inner = inner
    ranges = observations.map { observation in
      let low = inner.partitioningIndex { $0.after >= observation.after }
      let high = inner.partitioningIndex { $0.upTo > observation.upTo ?? .max }
      return low..<max(low, high)
    }
  }

  /// Each step costs one pass over observations and intervals, by running sums.
  func solve(weights: [Double]?, start: [Double]?, steps: Int) -> (probabilities: [Double], isConverged: Bool)
  {
    let count = inner.count
    guard count > 0 else { return ([], true) }
    let uniform = 1 / Double(count)
    // A start with zeros could never leave them.
    var current = start?.map { 0.9 * $0 + 0.1 * uniform } ?? [Double](repeating: uniform, count: count)
    let weights = weights ?? [Double](repeating: 1, count: ranges.count)
    let total = weights.reduce(0, +)
    guard total > 0 else { return (current, true) }
    for _ in 0..<steps {
      let next = step(current, weights, total)
      let change = zip(current, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      current = next
      if change < 1e-5 { return (current, true) }
    }
    return (current, false)
  }

  private func step(_ current: [Double], _ weights: [Double], _ total: Double) -> [Double] {
    var sums = [0.0]
    for probability in current { sums.append(sums[sums.count - 1] + probability) }
    var slope = [Double](repeating: 0, count: current.count + 1)
    for (range, weight) in zip(ranges, weights) where weight > 0 && !range.isEmpty {
      let covered = sums[range.upperBound] - sums[range.lowerBound]
      guard covered > 0 else { continue }
      slope[range.lowerBound] += weight / covered
      slope[range.upperBound] -= weight / covered
    }
    var factor = 0.0
    var next = current
    for index in current.indices {
      factor += slope[index]
      next[index] = max(0, current[index] * factor / total)
    }
    return next
  }
}

extension Array {
  /// The first index whose element fulfils a condition that holds for all after it.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
