/// Compares two values by one part after the other; the first part that differs decides. Texts are compared by their
/// bytes, so that only what is written alike is the same.
struct Ranking {
  /// Below zero where the left one comes first, above where the right one does.
  private(set) var result = 0

  mutating func add<Value: Comparable>(_ left: Value, _ right: Value) {
    guard result == 0, left != right else { return }
    result = left < right ? -1 : 1
  }

  mutating func add(_ left: Bool, _ right: Bool) { add(left ? 1 : 0, right ? 1 : 0) }

  mutating func add(_ left: String, _ right: String) {
    guard result == 0 else { return }
    if left.utf8.lexicographicallyPrecedes(right.utf8) {
      result = -1
    } else if right.utf8.lexicographicallyPrecedes(left.utf8) {
      result = 1
    }
  }

  /// What there is none of comes first.
  mutating func add(_ left: String?, _ right: String?) {
    add(left != nil, right != nil)
    if let left, let right { add(left, right) }
  }

  mutating func add(_ left: [String], _ right: [String]) {
    for (left, right) in zip(left, right) { add(left, right) }
    add(left.count, right.count)
  }

  /// What there is none of comes last.
  mutating func add(_ left: Timestamp?, _ right: Timestamp?) {
    add(left?.seconds ?? .max, right?.seconds ?? .max)
  }
}

/// Values that have one order, in which equal means the same in every byte.
protocol Ranked {
  static func compare(_ left: Self, _ right: Self) -> Ranking
}

extension Ranked {
  static func precedes(_ left: Self, _ right: Self) -> Bool { compare(left, right).result < 0 }

  static func first(_ left: Self, _ right: Self) -> Self { precedes(right, left) ? right : left }
}

extension String: Ranked {
  static func compare(_ left: String, _ right: String) -> Ranking {
    var ranking = Ranking()
    ranking.add(left, right)
    return ranking
  }
}

extension Array where Element: Ranked {
  /// The elements of both, each once, in order.
  func united(with others: Self) -> Self {
    var result: Self = []
    for element in (self + others).sorted(by: Element.precedes) {
      if let last = result.last, !Element.precedes(last, element) { continue }
      result.append(element)
    }
    return result
  }
}
