import Findings
import Scanning
import TestRepositories
import Testing

/// When exposure began, and what became of the secret.
struct DatingTests {
  private let repository: TemporaryRepository
  private let secret: String
  private let other: String

  init() throws {
    var secrets = SecretMaker(seed: 11)
    (secret, other) = (secrets.token(), secrets.token())
    repository = try TemporaryRepository()
    try repository.commit("readme.txt", "hello\n", at: DatingTests.day(0))
  }

  private static func day(_ number: Int64) -> Int64 {
    TemporaryRepository.epoch + number * TemporaryRepository.day
  }

  private func finding() async throws -> Finding {
    let scanned = await Scanned(repository)
    #expect(scanned.report.complete)
    return try #require(scanned.finding(secret))
  }

  @Test func `rename, copy, edit, cherry-pick, squash and merge do not restart the age`() async throws {
    let first = try repository.commit("a.txt", "key \(secret)\n", at: Self.day(1))
    try repository.git("mv", "a.txt", "b.txt")
    try repository.commit("rename", at: Self.day(2))
    try repository.commit("copy.txt", "key \(secret)\nmore\n", at: Self.day(3))
    try repository.git("checkout", "-q", "-b", "side", "HEAD~3")
    try repository.git("cherry-pick", first, at: Self.day(4))
    try repository.git("checkout", "-q", "-b", "squash", "HEAD~1")
    try repository.git("merge", "-q", "--squash", "side")
    try repository.commit("squash", at: Self.day(5))
    try repository.git("checkout", "-q", "main")
    try repository.git("merge", "-q", "-m", "merge", "side", at: Self.day(6))
    let finding = try await finding()
    #expect(finding.exposure.firstCommit?.id == first)
    #expect(finding.exposure.start?.seconds == Self.day(1))
    #expect(finding.exposure.age(at: Timestamp(seconds: Scanned.now)) == 999)
    #expect(finding.placement == .head)
    #expect(finding.rotation == .none)
    #expect(finding.refs == ["HEAD", "refs/heads/main", "refs/heads/side", "refs/heads/squash"])
  }

  @Test func `the committer dates, the author stands beside it`() async throws {
    try repository.write("a.txt", secret)
    try repository.commit("a", at: Self.day(9), authored: Self.day(2))
    let exposure = try await finding().exposure
    #expect(exposure.start?.seconds == Self.day(9))
    #expect(exposure.authored?.seconds == Self.day(2))
    #expect(exposure.firstCommit?.author.name == "Ann Author")
    #expect(exposure.firstCommit?.committer.email == "carl@example.org")
    #expect(!exposure.dateSuspect)
  }

  @Test func `the earliest commit on any ref begins the exposure`() async throws {
    try repository.git("checkout", "-q", "-b", "old")
    let first = try repository.commit("old.txt", secret, at: Self.day(1))
    try repository.git("checkout", "-q", "main")
    try repository.commit("new.txt", secret, at: Self.day(5))
    let finding = try await finding()
    #expect(finding.exposure.firstCommit?.id == first)
    #expect(finding.placement == .head)
  }

  @Test func `removed, and back again`() async throws {
    try repository.commit("a.txt", "key \(secret)\n", at: Self.day(1))
    let removal = try repository.commit("a.txt", "nothing\n", at: Self.day(2))
    let removed = try await finding()
    #expect(removed.placement == .history)
    #expect(removed.rotation == .removed)
    #expect(removed.exposure.removedAt?.seconds == Self.day(2))
    #expect(removed.exposure.removedBy?.id == removal)
    #expect(removed.occurrences.first?.removed?.id == removal)
    try repository.commit("b.txt", "key \(secret)\n", at: Self.day(3))
    let back = try await finding()
    #expect(back.rotation == .none)
    #expect(back.events.map(\.kind) == [.removed, .reintroduced])
    #expect(back.exposure.start?.seconds == Self.day(1))
    #expect(back.exposure.removedAt == nil)
  }

  @Test func `superseded at the same path and key`() async throws {
    try repository.commit("a.env", "TOKEN=\(secret)\n", at: Self.day(1))
    let change = try repository.commit("a.env", "TOKEN=\(other)\n", at: Self.day(2))
    let scanned = await Scanned(repository)
    let old = try #require(scanned.finding(secret))
    #expect(old.rotation == .superseded)
    #expect(old.events.first?.successor == scanned.finding(other)?.fingerprint)
    #expect(old.events.first?.commit.id == change)
    #expect(scanned.finding(other)?.rotation == Rotation.none)
  }

  @Test func `another key's value is no successor`() async throws {
    try repository.commit("a.env", "TOKEN=\(secret)\n", at: Self.day(1))
    try repository.commit("a.env", "OTHER=\(other)\n", at: Self.day(2))
    #expect(try await finding().rotation == .removed)
  }

  @Test func `replaced by a reference`() async throws {
    try repository.commit("a.env", "TOKEN=\(secret)\n", at: Self.day(1))
    try repository.commit("a.env", "TOKEN=${MY_TOKEN}\n", at: Self.day(2))
    let finding = try await finding()
    #expect(finding.rotation == .removed)
    #expect(finding.events.map(\.kind) == [.replacedByReference])
    #expect(finding.events.first?.reference == "${MY_TOKEN}")
  }

  @Test func `left behind by a merge that took the other side`() async throws {
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("a.txt", secret, at: Self.day(1))
    try repository.git("checkout", "-q", "main")
    try repository.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "ours", "side", at: Self.day(2))
    try repository.git("branch", "-q", "-D", "side")
    let finding = try await finding()
    #expect(finding.placement == .history)
    #expect(finding.rotation == .removed)
  }

  @Test(arguments: [
    Scanned.now + 40 * TemporaryRepository.day, 915_148_800, TemporaryRepository.epoch - 900_000,
  ])
  func `a date that lies is told with its bounds`(claim: Int64) async throws {
    try repository.commit("a.txt", secret, at: claim)
    try repository.commit("next.txt", "next", at: Self.day(4))
    let exposure = try await finding().exposure
    #expect(exposure.dateSuspect)
    #expect(exposure.bounds?.earliest?.seconds == Self.day(0))
    #expect(exposure.bounds?.latest?.seconds == Self.day(4))
    let start = try #require(exposure.start?.seconds)
    #expect(start >= Self.day(0) && start <= Self.day(4))
  }

  @Test func `a first commit from the future does not spoil what follows`() async throws {
    let fresh = try TemporaryRepository()
    try fresh.commit("readme.txt", other, at: Scanned.now + 400 * TemporaryRepository.day)
    try fresh.commit("a.txt", secret, at: Self.day(3))
    let scanned = await Scanned(fresh)
    #expect(scanned.finding(secret)?.exposure.start?.seconds == Self.day(3))
    #expect(scanned.finding(secret)?.exposure.dateSuspect == false)
    #expect(scanned.finding(other)?.exposure.start?.seconds == Self.day(3))
    #expect(scanned.finding(other)?.exposure.dateSuspect == true)
  }

  @Test func `one thread and four give the same report, byte for byte`() async throws {
    try repository.git(
      "fast-import", "--quiet", "--force", input: RandomHistory(seed: 77, commits: 80).stream)
    try repository.git("config", "core.bare", "true")
    for isPacked in [false, true] {
      if isPacked { try repository.repack() }
      var reports: Set<String> = []
      for threads in [1, 4, 4, 3] {
        reports.insert(try await Scanned(repository) { $0.threads = threads }.json())
      }
      #expect(reports.count == 1)
    }
  }
}
