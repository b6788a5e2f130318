internal import Findings

/// Writes observations as they come; many at once share a transaction.
actor LedgerJournal {
  private static let limit = 64
  private static let interval = Duration.milliseconds(100)

  private let ledger: LedgerFile
  private var waiting: [Observation] = []
  private var lastWrite = ContinuousClock.now - .seconds(1)
  private var count = 0
  private var failure: CommandFailure?

  init(_ ledger: LedgerFile) { self.ledger = ledger }

  /// False when the ledger takes no more: asking on would be for nothing.
  func add(_ observation: Observation) -> Bool {
    waiting.append(observation)
    if waiting.count >= Self.limit || ContinuousClock.now - lastWrite >= Self.interval { write() }
    return failure == nil
  }

  func finish(expected: Int, wasInterrupted: Bool) -> [Diagnostic] {
    write()
    var diagnostics: [Diagnostic] = []
    if let failure {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "ledger-unwritten", message: failure.message,
          help: "make room or name another file with --ledger, then run it again", isIncomplete: true))
    }
    if wasInterrupted {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "interrupted",
          message: "probing was interrupted: \(count) of \(expected) credentials were asked about",
          help: "run it again to ask about the rest", isIncomplete: true))
    }
    return diagnostics
  }

  private func write() {
    guard !waiting.isEmpty, failure == nil else { return }
    do {
      try ledger.append(waiting)
      count += waiting.count
      waiting = []
      lastWrite = .now
    } catch {
      failure = error
    }
  }
}
