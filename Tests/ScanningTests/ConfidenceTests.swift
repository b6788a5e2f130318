import Detectors
import Findings
import Scanning
import TestRepositories
import Testing

/// What a report says of how sure a finding is.
struct ConfidenceTests {
  private static let generic = Detector(
    summary: DetectorSummary(
      id: "any-secret", name: "Secret", provider: "Generic", category: "generic", severity: .medium,
      lifetime: .longLived),
    confidence: .medium,
    rule: .context(.init(charset: .printable, length: 8...64, isAssigned: true, isMixed: false)),
    literals: [.init("password", ignoresCase: true), .init("token", ignoresCase: true)])
  private static let catalog = DetectorCatalog(
    detectors: TestCatalog.whole.detectors + [generic], digest: "0000000000000000")

  @Test(arguments: [
    ("src/a.py", Finding.Confidence.high, "a shape of its own"),
    ("tests/a.py", .medium, "test or example path"), ("docs/a.md", .medium, "documentation"),
    ("src/client_test.go", .medium, "test or example path"),
  ])
  func `a token in a test is less sure but shown`(path: String, level: Finding.Confidence, reason: String)
    async throws
  {
    var secrets = SecretMaker(seed: 1)
    let finding = try await finding("k = \(secrets.token())\n", at: path)
    #expect(finding?.confidence == level)
    #expect(finding?.confidenceReasons.contains(reason) == true)
  }

  @Test(arguments: [
    ("src/a.py", "password = \"Q", Finding.Confidence.medium, "looks like a password"),
    ("config/app.yml", "password: Q", .medium, "in a configuration file"),
    ("tests/a.py", "password = \"Q", .low, "test or example path"),
  ])
  func `a password counts where it is quoted or in settings, and not in tests`(
    path: String, start: String, level: Finding.Confidence, reason: String
  ) async throws {
    let quote = start.contains("\"") ? "\"" : ""
    let text = start + "7!" + SecretMaker.word(8) + quote + "\n"
    let finding = try await finding(text, at: path, least: .low)
    #expect(finding?.confidence == level)
    #expect(finding?.confidenceReasons.contains(reason) == true)
    #expect((try await self.finding(text, at: path) == nil) == (level == .low))
  }

  @Test func `what is less sure is counted`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("tests/a.py", "password = \"Q7!\(SecretMaker.word(9))\"\n")
    let scanned = await Scanned(repository.path, catalog: Self.catalog) { $0.minConfidence = .medium }
    #expect(scanned.report.findings.isEmpty)
    #expect(scanned.report.statistics.unsure == 1)
    #expect(Policy.anyFinding.violations(in: scanned.report).isEmpty)
  }

  @Test func `a secret has the confidence of its best place, whatever the order`() async throws {
    var secrets = SecretMaker(seed: 2)
    let token = secrets.token()
    for paths in [["tests/a.py", "src/a.py"], ["src/a.py", "tests/a.py"]] {
      let repository = try TemporaryRepository()
      for path in paths { try repository.commit(path, "k = \(token)\n") }
      let scanned = await Scanned(repository.path, catalog: Self.catalog)
      #expect(scanned.report.findings.map(\.confidence) == [.high])
    }
  }

  @Test func `a later version of a file may tell its secret better`() async throws {
    let repository = try TemporaryRepository()
    let password = "Q7!\(SecretMaker.word(9))"
    try repository.commit("src/a.py", "password = \(password)\n")
    try repository.commit("src/a.py", "password = \"\(password)\"\n")
    try repository.commit("src/a.py", "\n")
    let scanned = await Scanned(repository.path, catalog: Self.catalog)
    #expect(scanned.report.findings.map(\.confidence) == [.medium])
    #expect(scanned.report.findings.first?.occurrenceCount == 1)
  }

  private func finding(
    _ text: String, at path: String, least: Finding.Confidence = .medium
  ) async throws -> Finding? {
    let repository = try TemporaryRepository()
    try repository.commit(path, text)
    let scanned = await Scanned(repository.path, catalog: Self.catalog) { $0.minConfidence = least }
    return scanned.report.findings.first
  }
}

extension SecretMaker {
  /// Letters that no word holds in this order.
  fileprivate static func word(_ count: Int) -> String {
    String((0..<count).map { Array("xkvqzjwhg")[$0 % 9] })
  }
}
