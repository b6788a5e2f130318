import Scanning
import TestRepositories
import Testing

/// The signature changes with everything that a scan of history depends on, and with nothing else.
struct RepositoryStateTests {
  private static func signature(_ repository: TemporaryRepository) throws -> String {
    let state = try RepositoryState(path: repository.path)
    #expect(state.isCertain)
    return state.signature
  }

  private static let changes: [(String, @Sendable (TemporaryRepository) throws -> Void)] = [
    ("a commit", { try $0.commit("b.txt", "b") }),
    ("a branch", { try $0.git("branch", "other") }),
    ("a tag", { try $0.git("tag", "-a", "-m", "t", "v1") }),
    ("another HEAD", { try $0.git("checkout", "-q", "-b", "next") }),
    ("a rewound branch", { try $0.git("reset", "-q", "--hard", "HEAD~1") }),
    ("a graft", { try $0.write(".git/info/grafts", "\($0.git("rev-parse", "HEAD"))\n") }),
    ("a pack", { try $0.repack() }),
    (
      "a stash",
      { repository in
        try repository.write("a.txt", "changed")
        try repository.git("stash", "-q")
      }
    ),
  ]

  @Test(arguments: changes.indices) func `a change of history shows`(number: Int) throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "a")
    try repository.commit("a.txt", "a2")
    let before = try Self.signature(repository)
    #expect(try Self.signature(repository) == before)
    try Self.changes[number].1(repository)
    #expect(try Self.signature(repository) != before, "\(Self.changes[number].0)")
  }

  @Test func `the work tree does not count`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "a")
    let before = try Self.signature(repository)
    try repository.write("a.txt", "other")
    try repository.write("new.txt", "new")
    #expect(try Self.signature(repository) == before)
  }

  @Test func `a broken ref makes it uncertain`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "a")
    try repository.write(".git/refs/heads/broken", "no id\n")
    #expect(try !RepositoryState(path: repository.path).isCertain)
  }

  @Test func `sizes are guessed without reading`() throws {
    let repository = try TemporaryRepository()
    for number in 0..<20 { try repository.commit("a\(number).txt", "a\(number)") }
    let loose = try RepositoryState(path: repository.path)
    #expect(loose.objectCount == 60 && loose.objectBytes == 24_000)
    try repository.repack()
    let packed = try RepositoryState(path: repository.path)
    #expect(packed.objectCount == 60 && packed.objectBytes > 1000)
  }

  @Test func `what a mirror keeps of a deleted branch is history`() async throws {
    var secrets = SecretMaker(seed: 12)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "a")
    try repository.git("checkout", "-q", "-b", "side")
    let tip = try repository.commit("b.txt", token)
    try repository.git("checkout", "-q", "main")
    #expect(await Scanned(repository).finding(token)?.placement == .branch)
    try repository.git("update-ref", "refs/leakage/gone/\(tip)", tip)
    try repository.git("branch", "-q", "-D", "side")
    try repository.git("reflog", "expire", "--expire=now", "--all")
    let finding = try #require(await Scanned(repository).finding(token))
    #expect(finding.placement == .history && finding.refs.isEmpty)
  }
}
