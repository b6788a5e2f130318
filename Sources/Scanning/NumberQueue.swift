internal import Synchronization

/// A range of numbers that workers take in pieces.
final class NumberQueue: Sendable {
  private let nextNumber: Atomic<Int>
  private let end: Int
  private let chunk: Int

  init(_ range: Range<Int>, chunk: Int) {
    nextNumber = Atomic(range.lowerBound)
    end = range.upperBound
    self.chunk = chunk
  }

  func next() -> Range<Int>? {
    let start = nextNumber.add(chunk, ordering: .relaxed).oldValue
    return start < end ? start..<min(end, start + chunk) : nil
  }
}
