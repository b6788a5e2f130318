import Findings
import Foundation
import Synchronization
import Testing

@testable import leakage

@Suite struct InterruptionTests {
  @Test func `the first signal stops, the second leaves`() async throws {
    let calls = Mutex<[String]>([])
    let interruption = Interruption(
      signals: [SIGUSR1], onFirst: { calls.withLock { $0.append("stop") } },
      onSecond: { number in calls.withLock { $0.append("leave \(number)") } })
    #expect(!interruption.hasHappened)
    for count in 1...2 {
      kill(getpid(), SIGUSR1)
      for _ in 0..<200 where calls.withLock({ $0.count }) < count {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    #expect(interruption.hasHappened)
    #expect(calls.withLock { $0 } == ["stop", "leave \(SIGUSR1)"])
    interruption.end()
  }

  @Test func `an interrupted report is incomplete`() {
    let report = Report(
      tool: .init(version: "1", detectors: 0, catalog: ""), generatedAt: Timestamp(seconds: 0), targets: [],
      detectors: [], findings: [], diagnostics: [], statistics: Statistics())
    let marked = ScanSession.markedInterrupted(report)
    #expect(report.complete && !marked.complete)
    #expect(ScanSession.markedInterrupted(marked).diagnostics.count == 1)
  }
}
