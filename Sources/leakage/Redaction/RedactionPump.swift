#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Moves standard input through a filter to standard output, as it comes.
struct RedactionPump {
  private var filter: RedactionFilter
  /// How long an unfinished line is held at most; nil for as long as it takes.
  private let delay: Duration?
  private var heldSince: ContinuousClock.Instant?
  private let clock = ContinuousClock()

  private static let chunk = 1 << 16

  init(_ filter: RedactionFilter, delay: Duration?) {
    self.filter = filter
    self.delay = delay
  }

  /// Runs to the input's end and gives how many places were masked. A reader that went away ends it too.
  mutating func run() throws(CommandFailure) -> Int {
    var buffer = [UInt8](repeating: 0, count: RedactionPump.chunk)
    while true {
      if try isInputThere() {
        let count = buffer.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count >= 0 else {
          try finish()
          throw CommandFailure(
            "cannot read standard input: \(FileDescriptor.reason(errno))", status: ExitStatus.incomplete)
        }
        guard count > 0 else { break }
        filter.take(buffer[..<count])
        guard try flush() else { return filter.maskedCount }
      }
      guard try releaseIfDue() else { return filter.maskedCount }
    }
    try finish()
    return filter.maskedCount
  }

  private mutating func finish() throws(CommandFailure) {
    filter.finish()
    _ = try flush()
  }

  /// False when the time for what is held ended before more came.
  private func isInputThere() throws(CommandFailure) -> Bool {
    var timeout: Int32 = -1
    if let delay, let heldSince {
      let left = delay - heldSince.duration(to: clock.now)
      timeout = Int32(
        clamping: max(
          0, left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1))
    }
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    let count = poll(&input, 1, timeout)
    // What cannot be waited for is read: `read` then says why.
    return count != 0
  }

  private mutating func releaseIfDue() throws(CommandFailure) -> Bool {
    guard let delay else { return true }
    guard filter.isHolding else {
      heldSince = nil
      return true
    }
    guard let since = heldSince else {
      heldSince = clock.now
      return true
    }
    guard since.duration(to: clock.now) >= delay else { return true }
    filter.release()
    heldSince = clock.now
    return try flush()
  }

  /// False when nobody reads any more.
  private mutating func flush() throws(CommandFailure) -> Bool {
    let output = filter.takeOutput()
    guard !output.isEmpty else { return true }
    let code = output.withUnsafeBytes { FileDescriptor(1).write(bytes: $0) }
    guard code != EPIPE else { return false }
    guard code == 0 else {
      throw CommandFailure(
        "cannot write to standard output: \(FileDescriptor.reason(code))", status: ExitStatus.incomplete)
    }
    return true
  }
}
