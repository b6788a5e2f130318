/// The nonparametric maximum-likelihood estimate of survival from current-status data: each subject is looked at
/// once, and is found alive or dead. It is the decreasing isotonic regression of "alive" on age, found by pooling
/// adjacent violators (Ayer et al. 1955; Groeneboom & Wellner 1992).
package struct IsotonicEstimate: Sendable {
  package struct Block: Sendable, Hashable {
    /// Least age in it.
    package let days: Int
    package let weight: Double
    package let value: Double
  }

  /// Ascending by age, descending by value.
  package let blocks: [Block]

  /// - Parameters:
  ///   - ages: Days since exposure, at the look; ascending.
  ///   - alive: What was seen, as 0 or 1 (or a share).
  ///   - weights: How often each counts.
  package init(ages: [Int], alive: [Double], weights: [Double]) {
    var stack: [(days: Int, weight: Double, sum: Double)] = []
    var index = 0
    while index < ages.count {
      let age = ages[index]
      var next = (days: age, weight: 0.0, sum: 0.0)
      while index < ages.count, ages[index] == age {
        next.weight += weights[index]
        next.sum += weights[index] * alive[index]
        index += 1
      }
      guard next.weight > 0 else { continue }
      while let top = stack.last, top.sum * next.weight <= next.sum * top.weight {
        next = (top.days, top.weight + next.weight, top.sum + next.sum)
        stack.removeLast()
      }
      stack.append(next)
    }
    blocks = stack.map { Block(days: $0.days, weight: $0.weight, value: $0.sum / $0.weight) }
  }

  /// The block that an age falls into; nil before the first look.
  package func block(at days: Int) -> Block? {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].days <= days { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? blocks[low - 1] : nil
  }

  /// 1 before the first look.
  package func survival(at days: Int) -> Double { block(at: days)?.value ?? 1 }
}
