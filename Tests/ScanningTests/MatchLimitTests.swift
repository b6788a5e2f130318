import Detectors
import Findings
import Scanning
import TestRepositories
import Testing

/// Texts with more matches than are kept.
struct MatchLimitTests {
  @Test func `a text beyond the limit is told, and both ways keep the same`() async throws {
    var secrets = SecretMaker(seed: 3)
    let decoys = String(repeating: "AKX pw~ \n", count: 11_000)
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", decoys + secrets.token() + "\n")
    let early = secrets.token()
    try repository.commit("a.txt", early + "\n" + decoys + secrets.token() + "\n")
    try repository.repack()
    let novel = await Scanned(repository)
    let exhaustive = await Scanned(repository) { $0.isExhaustive = true }
    #expect(!novel.report.complete)
    #expect(novel.incomplete.contains { $0.code == "pattern-limit" })
    #expect(novel.values.contains(early))
    #expect(novel.report.findings == exhaustive.report.findings)
  }

  @Test func `a pattern that gives up without a match is told`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "slow " + String(repeating: "a", count: 200) + "!\n")
    try repository.repack()
    let slow = Detector(
      summary: TestCatalog.token.summary, rule: .pattern(#"slow (a|aa|aaa)+!?[cd]"#),
      literals: [.init("slow")])
    let scanned = await Scanned(
      repository.path, catalog: DetectorCatalog(detectors: [slow], digest: "0000000000000000"))
    #expect(scanned.incomplete.map(\.code) == ["pattern-limit"])
  }
}
