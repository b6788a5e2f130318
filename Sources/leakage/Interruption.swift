internal import Dispatch
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Turns the first SIGINT or SIGTERM into a polite stop and leaves at once on the second. While an instance
/// lives, the signals' default actions are off; `end()` brings them back.
///
/// The handler writes the signal's number into a pipe: Dispatch's own signal sources miss signals on Linux that
/// arrive at a thread which does not block them.
final class Interruption: Sendable {
  private let signals: [Int32]
  private let received = Count()
  private let ends = Count()
  /// Dispatch sources may be used from any thread, which their import does not say.
  nonisolated(unsafe) private let source: any DispatchSourceRead

  /// Both closures are called from a thread of Dispatch's.
  init(
    signals: [Int32] = [SIGINT, SIGTERM], onFirst: @escaping @Sendable () -> Void,
    onSecond: @escaping @Sendable (Int32) -> Void
  ) {
    let received = received
    self.signals = signals
    let reading = SignalPipe.ends.reading
    source = DispatchSource.makeReadSource(fileDescriptor: reading, queue: .global(qos: .userInitiated))
    source.setEventHandler {
      var number: UInt8 = 0
      guard read(reading, &number, 1) == 1 else { return }
      if received.next() == 1 { onFirst() } else { onSecond(Int32(number)) }
    }
    source.resume()
    for number in signals { signal(number, SignalPipe.note) }
  }

  var hasHappened: Bool { received.value > 0 }

  func end() {
    guard ends.next() == 1 else { return }
    signals.forEach { _ = signal($0, SIG_DFL) }
    source.cancel()
  }

  deinit { end() }
}

/// The way from a signal handler, which may do next to nothing, to ordinary code.
private enum SignalPipe {
  static let ends: (reading: Int32, writing: Int32) = {
    var descriptors: [Int32] = [-1, -1]
    _ = pipe(&descriptors)
    for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return (descriptors[0], descriptors[1])
  }()

  /// `write` is safe in a handler (signal-safety(7)); the pipe was made before the handler was set.
  static let note: @convention(c) (Int32) -> Void = { number in
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(ends.writing, &byte, 1)
  }
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
