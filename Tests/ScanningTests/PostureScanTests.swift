import Findings
import TestRepositories
import Testing

@testable import Scanning

/// Posture of repositories with a history.
struct PostureScanTests {
  private static let day = TemporaryRepository.day
  private static let start = TemporaryRepository.epoch
  private static let key = ["q9Zr4Lk8", "TbW2mXv7", "7pQd3NcY"].joined()
  private static let workflow = """
    on: push
    jobs:
      deploy:
        steps:
          - uses: google-github-actions/auth@v2
            with: {credentials_json: "${{ secrets.GCP }}"}

    """

  private func options(_ change: (inout ScanOptions) -> Void = { _ in }) -> ScanOptions {
    var options = ScanOptions(
      now: Timestamp(seconds: Self.start + 1_000 * Self.day),
      key: FingerprintKey(Array("a key for tests".utf8)), version: "test")
    options.checksPosture = true
    options.isPostureOnly = true
    change(&options)
    return options
  }

  private func posture(
    _ repository: TemporaryRepository, _ change: (inout ScanOptions) -> Void = { _ in }
  ) async -> Report {
    await PostureScan(catalog: TestCatalog.whole, options: options(change)).run(paths: [repository.path])
  }

  /// Days from the start of 2020 on which each issue began, by path and key.
  private func days(_ report: Report) -> [String: Int64] {
    let pairs = report.posture.map { issue in
      (
        "\(issue.path) \(issue.key ?? "")",
        ((issue.exposure?.start?.seconds ?? -1) - Self.start) / Self.day
      )
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// An issue in a folder, one in the root, edits of other lines, an issue that comes later, one that was away.
  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit("README.md", "x\n", at: Self.start)
    try repository.commit(".github/workflows/a.yml", "on: push\njobs: {}\n", at: Self.start + 10 * Self.day)
    try repository.commit(".github/workflows/a.yml", Self.workflow, at: Self.start + 20 * Self.day)
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN\n", at: Self.start + 30 * Self.day)
    try repository.commit("Dockerfile", "FROM a\n", at: Self.start + 40 * Self.day)
    try repository.commit(
      "Dockerfile", "FROM b\nRUN true\nARG NPM_TOKEN\nARG API_KEY\n", at: Self.start + 50 * Self.day)
    try repository.commit(
      ".github/workflows/a.yml", "# later\n" + Self.workflow.replacing("deploy", with: "ship"),
      at: Self.start + 60 * Self.day)
    try repository.commit("README.md", "y\n", at: Self.start + 70 * Self.day)
    return repository
  }

  private let expected: [String: Int64] = [
    ".github/workflows/a.yml credentials_json": 20, "Dockerfile NPM_TOKEN": 30, "Dockerfile API_KEY": 50,
  ]

  @Test(arguments: [false, true])
  func `an issue is as old as the first commit that had it at its path`(isPacked: Bool) async throws {
    let repository = try repository()
    if isPacked { try repository.repack() }
    let report = await posture(repository)
    #expect(days(report) == expected)
    #expect(report.complete)
    #expect(report.posture.first { $0.key == "credentials_json" }?.line == 7)
    #expect(report.posture.first { $0.key == "credentials_json" }?.age(at: report.generatedAt) == 980)
    #expect(report.postureRules.map(\.id) == ["actions-gcp-static-key", "dockerfile-arg-secret"])
    #expect(report.targets.map(\.scope) == ["posture"])
  }

  @Test(arguments: [false, true])
  func `a scan tells the same, and finds what it found`(isPacked: Bool) async throws {
    let repository = try repository()
    try repository.commit(
      "Dockerfile.dev", "FROM a\nENV API_KEY=\(Self.key)\n", at: Self.start + 80 * Self.day)
    if isPacked { try repository.repack() }
    let plain = await Scan(
      catalog: TestCatalog.whole,
      options: options {
        $0.isPostureOnly = false
        $0.checksPosture = false
      }
    ).run(paths: [repository.path])
    let scan = await Scan(catalog: TestCatalog.whole, options: options { $0.isPostureOnly = false })
      .run(paths: [repository.path])
    #expect(days(scan) == expected.merging(["Dockerfile.dev API_KEY": 80]) { $1 })
    #expect(scan.findings == plain.findings)
    #expect(plain.posture.isEmpty)
    #expect(scan.posture == (await posture(repository)).posture)
  }

  @Test func `what HEAD has no longer is no issue`() async throws {
    let repository = try repository()
    try repository.remove("Dockerfile")
    try repository.commit("remove", at: Self.start + 90 * Self.day)
    #expect(days(await posture(repository)).keys.sorted() == [".github/workflows/a.yml credentials_json"])
  }

  @Test func `a side branch counts where it was merged`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("a", "x\n", at: Self.start)
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN\n", at: Self.start + 5 * Self.day)
    try repository.git("checkout", "-q", "main")
    try repository.commit("a", "y\n", at: Self.start + 9 * Self.day)
    #expect(await posture(repository).posture.isEmpty)
    try repository.git("merge", "-q", "--no-ff", "-m", "merge", "side", at: Self.start + 20 * Self.day)
    #expect(days(await posture(repository)) == ["Dockerfile NPM_TOKEN": 5])
  }

  @Test func `a shallow clone gives a lower bound`() async throws {
    let repository = try repository()
    let clone = try TemporaryRepository(cloning: repository.address, "--depth", "2")
    let report = await posture(clone)
    #expect(report.targets.first?.isShallow == true)
    #expect(report.posture.count == 3)
    #expect(report.posture.allSatisfy { $0.exposure?.isAtLeast == true })
  }

  @Test func `a bare repository is checked, one without commits has nothing`() async throws {
    let repository = try repository()
    let bare = try TemporaryRepository(cloning: repository.address, "--bare")
    #expect(days(await posture(bare)) == expected)
    let empty = await posture(try TemporaryRepository())
    #expect(empty.posture.isEmpty && empty.complete)
  }

  @Test func `a mark on the line sets an issue aside, unless the repository is a stranger's`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN # leakage:allow read-only\nARG API_KEY\n")
    let issues = await posture(repository).posture
    #expect(issues.first { $0.key == "NPM_TOKEN" }?.suppression?.source == .inline)
    #expect(issues.first { $0.key == "API_KEY" }?.suppression == nil)
    let strict = await posture(repository) { $0.isUntrusted = true }.posture
    #expect(strict.allSatisfy { $0.suppression == nil })
  }

  @Test func `ignore rules hide by path and check`() async throws {
    let repository = try self.repository()
    var report = await posture(repository)
    let rules = IgnoreFile.parse(
      """
      Dockerfile detector=dockerfile-arg-secret reason="build cache is private"
      ** detector=actions-gcp-static-key until=2020-02-01
      *.yml detector=dockerfile-arg-secret
      """, path: ".leakageignore")
    rules.apply(to: &report)
    #expect(
      report.posture.filter { $0.path == "Dockerfile" }.allSatisfy {
        $0.suppression?.reason == "build cache is private"
      })
    #expect(report.posture.first { $0.path.hasSuffix(".yml") }?.suppression == nil)
    #expect(report.diagnostics.map(\.code) == ["ignore-entry-expired"])
  }

  @Test func `what cannot be checked is told, and the rest is checked`() async throws {
    let repository = try TemporaryRepository()
    try repository.write(".github/workflows/bad.yml", "a: [\n")
    try repository.write(".github/workflows/deep.yml", String(repeating: "[", count: 5_000))
    try repository.commit(".github/workflows/a.yml", Self.workflow)
    let report = await posture(repository)
    #expect(report.posture.count == 1)
    #expect(!report.complete)
    #expect(report.diagnostics.map(\.code) == ["posture-unchecked", "posture-unchecked"])
    #expect(report.diagnostics.compactMap(\.place).contains { $0.hasPrefix(".github/workflows/bad.yml:") })
    let scan = await Scan(catalog: TestCatalog.whole, options: options { $0.isPostureOnly = false })
      .run(paths: [repository.path])
    #expect(scan.complete)
    #expect(scan.diagnostics.count { $0.code == "posture-unchecked" } == 2)
  }

  @Test func `files of a folder have no age and are not committed`() async throws {
    let repository = try TemporaryRepository()
    try repository.write("sub/.env", "API_KEY=\(Self.key)\n")
    try repository.write("sub/Dockerfile", "FROM a\nARG NPM_TOKEN\n")
    try repository.remove(".git")
    let report = await posture(repository)
    #expect(report.posture.map(\.path) == ["sub/Dockerfile"])
    #expect(report.posture.allSatisfy { $0.exposure == nil })
  }

  @Test func `narrowed scans check no posture`() async throws {
    let repository = try repository()
    let scan = await Scan(
      catalog: TestCatalog.whole,
      options: options {
        $0.isPostureOnly = false
        $0.branches = ["main"]
      }
    ).run(paths: [repository.path])
    #expect(scan.posture.isEmpty)
  }

  @Test func `several targets are told apart`() async throws {
    let (first, second) = (try repository(), try repository())
    let report = await PostureScan(catalog: TestCatalog.whole, options: options())
      .run(paths: [first.path, second.path])
    #expect(Set(report.posture.compactMap(\.repository)) == [first.path, second.path])
  }

  @Test func `many versions of a file are bounded`() async throws {
    let repository = try TemporaryRepository()
    for number in 0..<305 {
      try repository.commit(
        "Dockerfile", "FROM a\nARG NPM_TOKEN\n# \(number)\n", at: Self.start + Int64(number) * Self.day)
    }
    let issue = try #require(await posture(repository).posture.first)
    #expect(issue.exposure?.isAtLeast == true)
    #expect(issue.exposure?.start == Timestamp(seconds: Self.start + 5 * Self.day))
  }
}
