internal import Dispatch
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Turns the first SIGINT or SIGTERM into a polite stop and leaves at once on the second. While an instance
/// lives, the signals' default actions are off; `end()` brings them back.
final class Interruption: Sendable {
  private let signals: [Int32]
  private let received = Count()
  private let ends = Count()
  /// Dispatch sources may be used from any thread, which their import does not say.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  /// Both closures are called from a thread of Dispatch's.
  init(
    signals: [Int32] = [SIGINT, SIGTERM], onFirst: @escaping @Sendable () -> Void,
    onSecond: @escaping @Sendable (Int32) -> Void
  ) {
    let received = received
    self.signals = signals
    sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler { if received.next() == 1 { onFirst() } else { onSecond(number) } }
      source.resume()
      return source
    }
  }

  var hasHappened: Bool { received.value > 0 }

  func end() {
    guard ends.next() == 1 else { return }
    sources.forEach { $0.cancel() }
    signals.forEach { _ = signal($0, SIG_DFL) }
  }

  deinit { end() }
}

/// A number that several threads count up.
private final class Count: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }

  func next() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}
