internal import Synchronization

/// A row of objects that are made when they are first asked for, by any thread.
final class LazyTable<Value: AnyObject & Sendable>: Sendable {
  let count: Int
  // A slot is written once, by whichever thread is first, and never again.
  private nonisolated(unsafe) let slots: UnsafeMutablePointer<Atomic<UnsafeRawPointer?>>
  private let make: @Sendable (Int) -> Value

  /// - Parameter make: Makes the object of an index. Called more than once only where threads ask at the same moment; one
  ///   of what it makes is kept.
  init(count: Int, _ make: @escaping @Sendable (Int) -> Value) {
    self.count = count
    self.make = make
    slots = .allocate(capacity: count)
    for index in 0..<count { (slots + index).initialize(to: Atomic(nil)) }
  }

  deinit {
    for index in 0..<count {
      if let made = slots[index].load(ordering: .acquiring) { Unmanaged<Value>.fromOpaque(made).release() }
    }
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Value {
    precondition(index >= 0 && index < count)
    guard let made = slots[index].load(ordering: .acquiring) else { return fill(index) }
    return Unmanaged<Value>.fromOpaque(made).takeUnretainedValue()
  }

  @inline(never)
  private func fill(_ index: Int) -> Value {
    let made = make(index)
    let own = Unmanaged.passRetained(made)
    let (isFirst, other) = slots[index].compareExchange(
      expected: nil, desired: UnsafeRawPointer(own.toOpaque()), ordering: .acquiringAndReleasing)
    guard !isFirst, let other else { return made }
    own.release()
    return Unmanaged<Value>.fromOpaque(other).takeUnretainedValue()
  }
}
