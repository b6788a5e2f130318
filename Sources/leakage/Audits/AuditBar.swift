internal import Auditing

/// Shows how far an audit is, on one line of stderr that vanishes at the end.
struct AuditBar {
  let tally: AuditTally
  let width: Int

  /// Draws until the surrounding task is cancelled.
  func run() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(200))
      guard !Task.isCancelled else { break }
      let elapsed = (ContinuousClock.now - tally.start) / .seconds(1)
      let text = AuditLine(counts: tally.now, elapsed: elapsed).text(width: width)
      StandardStream.error.attempt("\r" + text + "\u{1B}[K")
    }
    StandardStream.error.attempt("\r\u{1B}[K")
  }
}
