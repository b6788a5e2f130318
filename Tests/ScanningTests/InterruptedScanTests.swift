import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// A scan that is stopped at any moment ends soon, with what it has, and says that it was stopped.
struct InterruptedScanTests {
  @Test(arguments: [ScanOptions.Scope.everything, .workTree, .files, .staged])
  func `stopped after any time`(scope: ScanOptions.Scope) async throws {
    let repository = try TemporaryRepository()
    try repository.git("fast-import", "--quiet", input: RandomHistory(seed: 5, commits: 300).stream)
    try repository.git("reset", "-q", "--hard", "main")
    try repository.repack()
    for number in 0..<60 {
      try repository.write("new\(number).txt", "passkey = Q7a8b9c0d1e2f3g4h5i\(number)\n")
    }
    var whole = await Scanned(repository) { $0.scope = scope }
    // Once more: the first scan also pays what later ones find ready.
    let time = await ContinuousClock().measure { whole = await Scanned(repository) { $0.scope = scope } }
    var wasStopped = false
    var ended = 0
    // A busy machine measures a long time: what comes to its end by itself three times does so from there on.
    for step in 0..<40 where ended < 3 {
      let task = Task {
        // Once before the scan begins: a busy machine may be late every other time.
        if step == 0 { withUnsafeCurrentTask { $0?.cancel() } }
        return await Scanned(repository) { $0.scope = scope }
      }
      // More often near the beginning, and the last beyond the end.
      try await Task.sleep(for: time * step * step / 1200)
      task.cancel()
      let scanned = await task.value
      let isStopped = scanned.report.diagnostics.contains { $0.code == "interrupted" }
      wasStopped = wasStopped || isStopped
      #expect(isStopped != scanned.report.complete)
      #expect(scanned.values.isSubset(of: whole.values))
      if scanned.report.complete {
        ended += 1
        #expect(scanned.values == whole.values)
      }
    }
    #expect(wasStopped)
  }
}
