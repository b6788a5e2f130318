/// Which capture holds the value.
enum SecretGroup: Hashable {
  /// The whole match.
  case whole
  case group(Int)
  /// One of these, each in a branch of the same alternatives.
  case branches(Set<Int>)

  /// - Parameter number: As the tool's rule says; nil or 0 for the first capture that took part.
  init(_ number: Int?, in pattern: ForeignPattern, named name: String? = nil) throws(RegexError) {
    if let name, let number = pattern.root.number(ofGroup: name) {
      self = .group(number)
      return
    }
    if let number, number > 0 {
      guard number <= pattern.groupCount else { throw RegexError("the pattern has no group \(number)") }
      self = .group(number)
      return
    }
    let first = pattern.root.firstGroups
    switch first.numbers.count {
    case 0: self = .whole
    case 1: self = .group(first.numbers[0])
    default:
      guard pattern.root.hasBranches(with: Set(first.numbers)) else {
        throw RegexError("which group holds the value depends on the text")
      }
      self = .branches(Set(first.numbers))
    }
  }

  func contains(_ number: Int) -> Bool {
    switch self {
    case .whole: false
    case .group(let one): one == number
    case .branches(let numbers): numbers.contains(number)
    }
  }
}

extension ForeignNode {
  fileprivate func number(ofGroup name: String) -> Int? {
    if case .group(_, let number, name) = self { return number }
    return children.lazy.compactMap { $0.number(ofGroup: name) }.first
  }

  func hasGroup(named name: String?) -> Bool { name.map { number(ofGroup: $0) != nil } ?? false }

  /// The captures that can be the first to take part, and whether one always does.
  fileprivate var firstGroups: (numbers: [Int], isCertain: Bool) {
    switch self {
    case .text, .set, .anchor, .look: return ([], false)
    case .group(_, let number, _): return ([number], true)
    case .loop(let inner, let least, _, _):
      let first = inner.firstGroups
      return (first.numbers, first.isCertain && least > 0)
    case .alternatives(let parts):
      let firsts = parts.map(\.firstGroups)
      return (firsts.flatMap(\.numbers), firsts.allSatisfy(\.isCertain))
    case .sequence(let parts):
      var numbers: [Int] = []
      for part in parts {
        let first = part.firstGroups
        numbers += first.numbers
        if first.isCertain { return (numbers, true) }
      }
      return (numbers, false)
    }
  }

  /// True when alternatives in it hold one of the captures in each branch, and all of them.
  fileprivate func hasBranches(with numbers: Set<Int>) -> Bool {
    isChoice(of: numbers) || children.contains { $0.hasBranches(with: numbers) }
  }

  func isChoice(of numbers: Set<Int>) -> Bool {
    guard case .alternatives(let parts) = self else { return false }
    let firsts = parts.map(\.firstGroups)
    return firsts.allSatisfy { $0.numbers.count == 1 && $0.isCertain }
      && Set(firsts.flatMap(\.numbers)) == numbers
  }
}
