import Findings
import Scanning
import TestRepositories
import Testing

/// Histories that come and go: what they prove of a secret's end, and what they do not.
struct DatingEdgeTests {
  private let repository: TemporaryRepository
  private let secret: String
  private let other: String

  init() throws {
    var secrets = SecretMaker(seed: 61)
    (secret, other) = (secrets.token(), secrets.token())
    repository = try TemporaryRepository()
    try repository.commit("readme.txt", "hello\n", at: Self.day(0))
  }

  private static func day(_ number: Int) -> Int64 {
    TemporaryRepository.epoch + Int64(number) * TemporaryRepository.day
  }

  private func finding(_ value: String? = nil) async throws -> Finding {
    let scanned = await Scanned(repository)
    #expect(scanned.report.complete)
    return try #require(scanned.finding(value ?? secret))
  }

  @Test func `removed on one branch only, it is still there`() async throws {
    try repository.commit("a.txt", secret, at: Self.day(1))
    try repository.git("branch", "-q", "side")
    try repository.remove("a.txt")
    try repository.commit("gone", at: Self.day(2))
    let finding = try await finding()
    #expect(finding.placement == .branch)
    #expect(finding.refs == ["refs/heads/side"])
    #expect(finding.exposure.removedAt == nil)
    #expect(finding.occurrences.map(\.isInPlace) == [false])
  }

  @Test func `a revert removes, the revert of a revert brings back`() async throws {
    let first = try repository.commit("a.txt", secret, at: Self.day(1))
    try repository.git("revert", "--no-edit", "HEAD", at: Self.day(2))
    let reverted = try await finding()
    #expect(reverted.rotation == .removed)
    #expect(reverted.exposure.removedAt?.seconds == Self.day(2))
    try repository.git("revert", "--no-edit", "HEAD", at: Self.day(3))
    let back = try await finding()
    #expect(back.rotation == .none && back.placement == .head)
    #expect(back.events.map(\.kind) == [.removed, .reintroduced])
    #expect(back.exposure.firstCommit?.id == first)
  }

  @Test func `a value that comes back after its successor was never rotated`() async throws {
    for (day, value) in [secret, other, secret].enumerated() {
      try repository.commit("a.env", "TOKEN=\(value)\n", at: Self.day(day + 1))
    }
    let old = try await finding()
    #expect(old.rotation == .none)
    #expect(old.events.map(\.kind) == [.superseded, .reintroduced])
    #expect(try await finding(other).rotation == .superseded)
  }

  @Test func `one of two keys is replaced`() async throws {
    var secrets = SecretMaker(seed: 62)
    let new = secrets.token()
    try repository.commit("a.env", "FIRST=\(secret)\nSECOND=\(other)\n", at: Self.day(1))
    try repository.commit("a.env", "FIRST=\(secret)\nSECOND=\(new)\n", at: Self.day(2))
    #expect(try await finding().rotation == .none)
    let replaced = try await finding(other)
    #expect(replaced.rotation == .superseded)
    #expect(replaced.events.map(\.successor) == [try await finding(new).fingerprint])
  }

  @Test func `moved from file to file in one commit it never left`() async throws {
    try repository.commit("a.txt", "key \(secret)\n", at: Self.day(1))
    try repository.write("a.txt", "nothing\n")
    try repository.commit("b.txt", "in other words: \(secret)\n", at: Self.day(2))
    let finding = try await finding()
    #expect(finding.rotation == .none && finding.events.isEmpty)
    #expect(finding.exposure.start?.seconds == Self.day(1))
    #expect(finding.occurrences.map(\.path) == ["a.txt", "b.txt"])
    #expect(finding.occurrences.first?.removed != nil)
  }

  @Test func `a removal on a branch that was merged is a removal`() async throws {
    try repository.commit("a.txt", secret, at: Self.day(1))
    try repository.git("checkout", "-q", "-b", "side")
    try repository.remove("a.txt")
    let removal = try repository.commit("gone", at: Self.day(2))
    try repository.git("checkout", "-q", "main")
    try repository.commit("b.txt", "b", at: Self.day(3))
    try repository.git("merge", "-q", "-m", "merge", "side", at: Self.day(4))
    try repository.git("branch", "-q", "-d", "side")
    let finding = try await finding()
    #expect(finding.rotation == .removed && finding.placement == .history)
    #expect(finding.exposure.removedBy?.id == removal)
  }

  @Test func `what only a merge takes away is gone with the merge`() async throws {
    try repository.commit("a.txt", secret, at: Self.day(1))
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("b.txt", "b", at: Self.day(2))
    try repository.git("checkout", "-q", "main")
    try repository.commit("c.txt", "c", at: Self.day(3))
    try repository.git("merge", "-q", "--no-commit", "side")
    try repository.remove("a.txt")
    let merge = try repository.commit("evil", at: Self.day(4))
    try repository.git("branch", "-q", "-d", "side")
    let finding = try await finding()
    #expect(finding.exposure.removedBy?.id == merge)
    #expect(finding.rotation == .removed)
  }

  @Test func `brought by two branches and merged, the older one counts`() async throws {
    try repository.git("checkout", "-q", "-b", "side")
    let first = try repository.commit("a.txt", secret, at: Self.day(1))
    try repository.git("checkout", "-q", "main")
    try repository.commit("b.txt", secret, at: Self.day(2))
    try repository.git("merge", "-q", "-m", "merge", "side", at: Self.day(3))
    try repository.remove("a.txt")
    try repository.commit("one is left", at: Self.day(4))
    let finding = try await finding()
    #expect(finding.exposure.firstCommit?.id == first)
    #expect(finding.rotation == .none && finding.events.isEmpty)
    #expect(finding.occurrences.map(\.isInPlace) == [false, true])
  }

  @Test(arguments: [
    ("TOKEN=$MY_TOKEN", "$MY_TOKEN"), ("TOKEN: \"${MY_TOKEN}\"", "${MY_TOKEN}"),
    ("TOKEN = os.environ[\"MY_TOKEN\"]", "environ[\"MY_TOKEN"),
    ("TOKEN={{ vault_token }}", "{{ vault_token}"), ("TOKEN: ${{ secrets.MY_TOKEN }}", "${"), ("TOKEN=", nil),
    ("TOKEN=changeme", nil),
    ("OTHER=${MY_TOKEN}", nil),
  ])
  func `a reference in the secret's place is told`(line: String, reference: String?) async throws {
    try repository.commit("a.env", "TOKEN=\(secret)\n", at: Self.day(1))
    try repository.commit("a.env", line + "\n", at: Self.day(2))
    let finding = try await finding()
    #expect(finding.rotation == .removed)
    #expect(finding.events.map(\.kind) == [reference == nil ? .removed : .replacedByReference])
    if let reference {
      #expect(finding.events.first?.reference?.hasPrefix(reference) == true, "\(finding.events)")
    }
  }

  // MARK: Many

  private func commit(_ content: String?, on branch: String, from: String?, at time: Int64) -> String {
    let start = from.map { "from \($0)\n" } ?? ""
    let change = content.map { "M 100644 inline a.env\ndata \($0.utf8.count)\n\($0)\n" } ?? "D a.env\n"
    return
      "commit refs/heads/\(branch)\ncommitter C <c@example.org> \(time) +0000\ndata 1\nc\n\(start)\(change)"
  }

  @Test(.timeLimit(.minutes(45)))
  func `a value that came and went thousands of times keeps its first and its last changes`() async throws {
    var stream = ""
    for number in 0..<3001 {
      stream += commit(
        number % 2 == 0 ? "TOKEN=\(secret)\n" : nil, on: "toggled", from: nil,
        at: Self.day(1) + Int64(number) * 3600)
    }
    try repository.git("fast-import", "--quiet", input: Array(stream.utf8))
    let finding = try await finding()
    #expect(finding.events.count == Finding.eventLimit)
    #expect(finding.events.first?.kind == .removed && finding.events.last?.kind == .reintroduced)
    #expect(finding.exposure.start?.seconds == Self.day(1))
  }

  @Test(.timeLimit(.minutes(45)))
  func `a value that came and went on each of a thousand branches`() async throws {
    var stream = commit("nothing\n", on: "trunk", from: nil, at: Self.day(1)) + "\n"
    for branch in 0..<1000 {
      for (step, content) in ["TOKEN=\(secret)\n", nil, "x\n"].enumerated() {
        stream += commit(
          content, on: "b\(branch)", from: step == 0 ? "refs/heads/trunk" : nil,
          at: Self.day(2) + Int64(branch * 10 + step))
      }
    }
    try repository.git("fast-import", "--quiet", input: Array(stream.utf8))
    let finding = try await finding()
    #expect(finding.placement == .history && finding.rotation == .removed)
    #expect(!finding.events.contains { $0.kind == .reintroduced })
  }
}
