import Findings
import TestRepositories
import Testing

@testable import Scanning

/// What a range's commits bring about.
struct PostureRangeTests {
  private static let day = TemporaryRepository.day
  private static let start = TemporaryRepository.epoch
  private static let lines = (0..<20).map { "RUN step \($0)\n" }.joined()

  /// main with one issue on day 1; a branch `work` that goes on from it.
  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("README.md", "x\n")
    try repository.commit("Dockerfile", "FROM a\nARG OLD_TOKEN\n" + Self.lines, at: Self.start + Self.day)
    try repository.git("checkout", "-q", "-b", "work")
    return repository
  }

  private func scan(_ repository: TemporaryRepository, _ range: String = "main..HEAD") async -> Report {
    var options = ScanOptions(
      now: Timestamp(seconds: Self.start + 100 * Self.day), key: FingerprintKey([1]), version: "test")
    options.checksPosture = true
    options.range = range
    return await Scan(catalog: TestCatalog.whole, options: options).run(paths: [repository.path])
  }

  private func keys(_ repository: TemporaryRepository, _ range: String = "main..HEAD") async -> [String] {
    await scan(repository, range).posture.map { "\($0.path) \($0.key ?? "")" }.sorted()
  }

  @Test func `an edit of a file with an old issue brings nothing, a new one is told with its day`()
    async throws
  {
    let repository = try repository()
    try repository.commit("Dockerfile", "FROM b\nRUN x\nARG OLD_TOKEN\n", at: Self.start + 2 * Self.day)
    #expect(await keys(repository).isEmpty)
    try repository.commit(
      "Dockerfile", "FROM b\nARG OLD_TOKEN\nARG NEW_TOKEN\n", at: Self.start + 3 * Self.day)
    try repository.commit("README.md", "y\n", at: Self.start + 4 * Self.day)
    let report = await scan(repository)
    #expect(report.posture.map(\.key) == ["NEW_TOKEN"])
    #expect(report.posture.first?.exposure?.start == Timestamp(seconds: Self.start + 3 * Self.day))
    #expect(report.postureRules.map(\.id) == ["dockerfile-arg-secret"])
    // Only HEAD's files as a whole were checked when a whole scan checked them.
    #expect(report.targets.first?.postureChecked == nil)
  }

  @Test func `a new file is all new, one that moved is not`() async throws {
    let repository = try repository()
    try repository.write("new/Dockerfile", "FROM a\nARG A_TOKEN\n")
    try repository.git("mv", "Dockerfile", "Dockerfile.ci")
    try repository.commit("move", at: Self.start + 2 * Self.day)
    #expect(await keys(repository) == ["new/Dockerfile A_TOKEN"])
  }

  @Test func `what the range brings and takes away again is no issue`() async throws {
    let repository = try repository()
    try repository.commit("new/Dockerfile", "FROM a\nARG A_TOKEN\n", at: Self.start + 2 * Self.day)
    try repository.remove("new/Dockerfile")
    try repository.commit("away", at: Self.start + 3 * Self.day)
    #expect(await keys(repository).isEmpty)
  }

  @Test func `what main has mended since is not the branch's doing, nor what a merge brought`() async throws {
    let repository = try repository()
    try repository.commit("README.md", "y\n", at: Self.start + 2 * Self.day)
    try repository.git("checkout", "-q", "main")
    try repository.commit("Dockerfile", "FROM a\n", at: Self.start + 3 * Self.day)
    try repository.commit("other/Dockerfile", "FROM a\nARG MAIN_TOKEN\n", at: Self.start + 4 * Self.day)
    try repository.git("checkout", "-q", "work")
    #expect(await keys(repository).isEmpty)
    try repository.git("merge", "-q", "--no-edit", "main", at: Self.start + 5 * Self.day)
    #expect(await keys(repository).isEmpty)
  }

  @Test func `a second place of the same kind counts once more`() async throws {
    let repository = try TemporaryRepository()
    let job = { (name: String) in
      "  \(name):\n    steps:\n      - uses: codecov/codecov-action@v5\n        with: {token: \"${{ secrets.T }}\"}\n"
    }
    try repository.commit(".github/workflows/a.yml", "on: push\njobs:\n" + job("one"), at: Self.start)
    try repository.git("checkout", "-q", "-b", "work")
    try repository.commit(".github/workflows/a.yml", "on: push\njobs:\n" + job("two") + job("one"))
    let report = await scan(repository)
    #expect(report.posture.count == 1)
    #expect(report.posture.first?.place?.contains("two") == true)
  }

  @Test func `an old file becomes an issue by what is new beside it`() async throws {
    let repository = try TemporaryRepository()
    try repository.write("Dockerfile", "FROM a\nCOPY . /app\n")
    try repository.write(".dockerignore", ".env\n")
    try repository.commit(
      ".env", "API_KEY=\(["q9Zr4Lk8", "TbW2mXv7", "7pQd3NcY"].joined())\n", at: Self.start)
    try repository.git("checkout", "-q", "-b", "work")
    try repository.commit(".dockerignore", "x\n", at: Self.start + Self.day)
    #expect(await scan(repository).posture.map(\.rule) == ["dockerfile-copies-env-with-context"])
  }

  @Test func `a range without a beginning, or without news, tells nothing`() async throws {
    let repository = try repository()
    #expect(await keys(repository).isEmpty)
    #expect(await keys(repository, "HEAD..main").isEmpty)
    try repository.commit("new/Dockerfile", "FROM a\nARG A_TOKEN # leakage:allow once\n")
    #expect(await scan(repository).posture.first?.suppression?.source == .inline)
  }
}
