import Detectors
import Findings
import Scanning
import TestRepositories
import Testing

/// `--exhaustive` and the usual way on made-up histories.
struct ExhaustiveTests {
  @Test(arguments: 0..<24)
  func `both ways give the same report`(seed: Int) async throws {
    let history = RandomHistory(seed: UInt64(seed), commits: 60)
    let repository = try TemporaryRepository()
    try repository.git("fast-import", "--quiet", input: history.stream)
    try repository.repack()
    let novel = await Scanned(repository) { $0.threads = 1 }
    let exhaustive = await Scanned(repository) {
      $0.threads = 4
      $0.isExhaustive = true
    }
    #expect(novel.report.complete && exhaustive.report.complete)
    #expect(novel.report.findings.count > 10)
    #expect(novel.report.statistics.matchedBytes < exhaustive.report.statistics.matchedBytes)
    #expect(novel.report.findings == exhaustive.report.findings)
    // Every blob on its own, without packs and deltas, must tell the same values.
    let known = Set(novel.report.findings.map { "\($0.detector) \($0.revealed ?? "")" })
    #expect(try history.expected() == known)
  }
}
