internal import Findings
internal import Probing

/// One run of probes with its answer to Ctrl-C.
struct ProbeSession {
  let options: ProbeOptions

  /// Diagnostics of what went wrong.
  func run(_ plan: ProbePlan, into ledger: LedgerFile) async -> [Diagnostic] {
    guard !plan.steps.isEmpty else { return [] }
    let transport = HTTPTransport(rules: options.rules)
    let prober = Prober(options: options, transport: transport) { Timestamp.current }
    let journal = LedgerJournal(ledger)
    let task = Task {
      await prober.run(plan) { observation in
        if await !journal.add(observation) { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    let interruption = Interruption(
      onFirst: { task.cancel() }, onSecond: { ProcessExit.abandon(with: 128 + $0) })
    await task.value
    interruption.end()
    await transport.close()
    return await journal.finish(expected: plan.steps.count, wasInterrupted: interruption.hasHappened)
  }
}
