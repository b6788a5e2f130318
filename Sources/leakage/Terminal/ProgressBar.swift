internal import Scanning
internal import Synchronization

/// Shows how far a scan is, on one line of stderr that vanishes at the end. May be called from any thread.
final class ProgressBar: Sendable {
  private struct State {
    var phase: String?
    var phaseStart = ContinuousClock.now
    var lastDrawn: ContinuousClock.Instant?
    var isFinished = false
  }

  private static let interval = Duration.milliseconds(100)

  private let width: Int
  private let draw: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// `draw` gets text with control sequences; it is called under a lock, never at the same time twice.
  init(width: Int, draw: @escaping @Sendable (String) -> Void = { StandardStream.error.attempt($0) }) {
    self.width = width
    self.draw = draw
  }

  /// Draws at most ten times a second.
  func update(_ progress: ScanProgress, at now: ContinuousClock.Instant = .now) {
    state.withLock { state in
      guard !state.isFinished, isDue(progress, at: now, &state) else { return }
      state.lastDrawn = now
      let seconds = (now - state.phaseStart) / .seconds(1)
      draw("\r" + ProgressLine(progress, elapsed: seconds).text(width: width) + "\u{1B}[K")
    }
  }

  /// Wipes the line; later updates draw nothing.
  func finish() {
    state.withLock { state in
      if !state.isFinished, state.lastDrawn != nil { draw("\r\u{1B}[K") }
      state.isFinished = true
    }
  }

  private func isDue(
    _ progress: ScanProgress, at now: ContinuousClock.Instant, _ state: inout State
  ) -> Bool {
    let phase = progress.target + "\0" + progress.phase.rawValue
    if state.phase != phase {
      state.phase = phase
      state.phaseStart = now
    }
    guard let last = state.lastDrawn else { return true }
    return now - last >= ProgressBar.interval
  }
}
