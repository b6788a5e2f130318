internal import Synchronization

/// Lets the first of several win.
final class Once<Value>: Sendable {
  private let isTaken = Mutex(false)

  /// True for the first call.
  func take() -> Bool {
    isTaken.withLock { taken in
      defer { taken = true }
      return !taken
    }
  }
}
