internal import Foundation

/// How long a mutation test runs: a fixed number of rounds, so that a failure comes back, or with
/// `LEAKAGE_FUZZ_SECONDS` set as many as that time allows.
package struct FuzzRun: Sequence, IteratorProtocol {
  private let rounds: Int
  private let seconds: Double?
  private let start = ContinuousClock.now
  private var count = 0

  /// `rounds` without the variable.
  package init(rounds: Int) {
    self.rounds = rounds
    seconds = ProcessInfo.processInfo.environment["LEAKAGE_FUZZ_SECONDS"].flatMap { Double($0) }
  }

  /// The number of the round, for its seed.
  package mutating func next() -> Int? {
    if let seconds {
      guard (ContinuousClock.now - start) / .seconds(1) < seconds else { return nil }
    } else {
      guard count < rounds else { return nil }
    }
    defer { count += 1 }
    return count
  }
}
