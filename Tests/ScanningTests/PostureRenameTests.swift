import Findings
import TestRepositories
import Testing

@testable import Scanning

/// A posture issue is as old as it was before its file was renamed.
struct PostureRenameTests {
  private static let day = TemporaryRepository.day
  private static let start = TemporaryRepository.epoch

  private func posture(_ repository: TemporaryRepository) async -> [PostureIssue] {
    var options = ScanOptions(
      now: Timestamp(seconds: Self.start + 1_000 * Self.day), key: FingerprintKey([1]), version: "test")
    options.checksPosture = true
    options.isPostureOnly = true
    return await PostureScan(catalog: TestCatalog.whole, options: options).run(paths: [repository.path])
      .posture
  }

  private func days(_ issue: PostureIssue) -> Int64? {
    issue.exposure?.start.map { ($0.seconds - Self.start) / Self.day }
  }

  private static let lines = (0..<20).map { "RUN step \($0)\n" }.joined()
  private static let file = "FROM a\nARG NPM_TOKEN\n" + lines

  /// A file with an issue from day 10 on, which is renamed (and changed) on day 50.
  private func repository(
    _ old: String, _ new: String, change: (String) -> String = { $0 }, isPacked: Bool = false
  ) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit("README.md", "x\n", at: Self.start)
    try repository.commit(old, "FROM a\n" + Self.lines, at: Self.start + 5 * Self.day)
    try repository.commit(old, Self.file, at: Self.start + 10 * Self.day)
    try repository.commit("README.md", "y\n", at: Self.start + 20 * Self.day)
    try repository.remove(old)
    try repository.write(new, change(Self.file))
    try repository.commit("rename", at: Self.start + 50 * Self.day)
    try repository.commit(new, change(Self.file) + "RUN more\n", at: Self.start + 60 * Self.day)
    if isPacked { try repository.repack() }
    return repository
  }

  @Test(
    arguments: [
      ("Dockerfile", "build/Dockerfile"), ("Dockerfile", "Dockerfile.release"),
      ("a/b/Dockerfile", "Dockerfile"),
      ("app.dockerfile", "images/app/Dockerfile"),
    ], [false, true])
  func `a file that was moved keeps its age`(names: (String, String), isPacked: Bool) async throws {
    let repository = try repository(names.0, names.1, isPacked: isPacked)
    let issue = try #require(await posture(repository).first)
    #expect(days(issue) == 10)
    #expect(issue.path == names.1 && issue.formerPaths == [names.0])
    #expect(issue.exposure?.isAtLeast == false)
  }

  @Test func `a file that was moved and changed a little keeps its age`() async throws {
    let repository = try repository("Dockerfile", "Dockerfile.ci") {
      $0.replacing("FROM a", with: "FROM b") + "RUN x\n"
    }
    #expect(await posture(repository).map(days) == [10])
  }

  @Test func `another file in place of one that went is new`() async throws {
    let repository = try repository("Dockerfile", "Dockerfile.ci") { _ in "FROM b\nARG NPM_TOKEN\nRUN other\n"
    }
    let issue = try #require(await posture(repository).first)
    #expect(days(issue) == 50 && issue.formerPaths == nil)
  }

  @Test func `an issue that came after the rename is as old as it is`() async throws {
    let repository = try repository("Dockerfile", "Dockerfile.ci") {
      $0.replacing("ARG NPM_TOKEN", with: "ARG X")
    }
    try repository.commit("Dockerfile.ci", Self.file, at: Self.start + 70 * Self.day)
    #expect(await posture(repository).map(days) == [70])
  }

  @Test func `several renames are followed, and a copy is none`() async throws {
    let repository = try repository("Dockerfile", "one/Dockerfile")
    try repository.git("mv", "one", "two")
    try repository.commit("again", at: Self.start + 80 * Self.day)
    try repository.git("mv", "two/Dockerfile", "two/api.dockerfile")
    try repository.commit("and again", at: Self.start + 90 * Self.day)
    let issue = try #require(await posture(repository).first)
    #expect(days(issue) == 10)
    #expect(issue.formerPaths == ["two/Dockerfile", "one/Dockerfile", "Dockerfile"])
    try repository.commit("copy/Dockerfile", Self.file + "RUN more\n", at: Self.start + 100 * Self.day)
    let ages = Dictionary(uniqueKeysWithValues: await posture(repository).map { ($0.path, days($0)) })
    #expect(ages == ["two/api.dockerfile": 10, "copy/Dockerfile": 100])
  }

  @Test func `a move to where it became a workflow begins there`() async throws {
    let repository = try TemporaryRepository()
    let workflow =
      "on: push\njobs:\n  a:\n    steps:\n      - uses: codecov/codecov-action@v5\n        with: {token: \"${{ secrets.T }}\"}\n"
    try repository.commit("ci/a.yml", workflow, at: Self.start)
    try repository.write(".github/workflows/b.yml", "on: push\n")
    try repository.git("mv", "ci/a.yml", ".github/workflows/a.yml")
    try repository.commit("use it", at: Self.start + 30 * Self.day)
    #expect(await posture(repository).map(days) == [30])
  }

  @Test func `a scan tells the same`() async throws {
    let repository = try repository("Dockerfile", "build/Dockerfile.ci", isPacked: true)
    var options = ScanOptions(
      now: Timestamp(seconds: Self.start + 1_000 * Self.day), key: FingerprintKey([1]), version: "test")
    options.checksPosture = true
    let report = await Scan(catalog: TestCatalog.whole, options: options).run(paths: [repository.path])
    #expect(report.posture == (await posture(repository)))
  }

  @Test(arguments: [
    ("", "", 0.0), ("a\nb\n", "a\nb\n", 1), ("a\nb\nc\nd\n", "d\nc\nb\na\n", 1), ("a\nb\n", "a\nc\n", 0.5),
    ("a\n", "a\nb\nc\nd\n", 0), ("abc", "xyz", 0), ("\u{0}\n\u{0}\n", "\u{0}\n\u{1}\n", 0.5),
  ])
  func `likeness is counted by lines`(left: String, right: String, score: Double) {
    #expect(ContentSimilarity.score(Array(left.utf8), Array(right.utf8)) == score)
    #expect(ContentSimilarity.score(Array(right.utf8), Array(left.utf8)) == score)
  }
}
