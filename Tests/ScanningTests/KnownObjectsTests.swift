import Detectors
import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Passing over what an earlier scan searched finds what a scan of everything finds.
struct KnownObjectsTests {
  private static let key = ObjectMarks.Key((0x1234_5678_9abc_def0, 0x0fed_cba9_8765_4321))

  @Test(arguments: UInt64(1)...6, [false, true])
  func `a history that grew is told as if it were read anew`(seed: UInt64, isRepacked: Bool) async throws {
    let repository = try TemporaryRepository("--bare")
    let stream = RandomHistory(seed: seed, commits: 120).stream
    _ = try repository.bytes("fast-import", "--quiet", input: stream)
    let tip = try repository.git("rev-parse", "main")
    // The first scan sees the older half.
    try repository.git("update-ref", "refs/heads/main", "\(tip)~60")
    try repository.git("tag", "later", tip)
    let half = try TemporaryRepository(
      cloning: repository.address, "--bare", "--branch", "main", "--single-branch", "--no-tags")
    let memory = ScanMemory(key: Self.key)
    let first = await Scanned(half) { $0.memory = memory }
    let marks = try #require(memory.marks)
    #expect(first.report.statistics.blobs > 20)
    if isRepacked { try repository.repack() }
    let grown = await Scanned(repository) {
      $0.known = KnownObjects(ObjectMarks(key: Self.key, bytes: marks.bytes))
    }
    let whole = await Scanned(repository)
    #expect(grown.report.findings == whole.report.findings)
    #expect(grown.report.diagnostics == whole.report.diagnostics)
    #expect(!whole.report.findings.isEmpty)
  }

  @Test func `what is known is not searched again, and what holds something always`() async throws {
    var secrets = SecretMaker(seed: 3)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    for number in 0..<30 { try repository.write("f\(number).txt", "plain text \(number)\n") }
    try repository.commit("secret.txt", token)
    let memory = ScanMemory(key: Self.key)
    _ = await Scanned(repository) { $0.memory = memory }
    let content = try #require(memory.content)
    let blob = try repository.git("rev-parse", "HEAD:secret.txt")
    #expect(content.holding == [blob] && content.unsure.isEmpty)
    let known = KnownObjects(try #require(memory.marks))
    let again = await Scanned(repository) { options in
      options.known = known
      options.isHistoryOnly = true
    }
    #expect(again.finding(token) != nil)
    #expect(again.report.statistics.blobs == 1)
  }

  @Test func `only the objects that are named are searched`() async throws {
    var secrets = SecretMaker(seed: 4)
    let (named, other) = (secrets.token(), secrets.token())
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", named)
    try repository.commit("b.txt", other)
    let blob = try repository.git("rev-parse", "HEAD:a.txt")
    let scanned = await Scanned(repository) { options in
      options.known = KnownObjects(allBut: [blob])
      options.isHistoryOnly = true
    }
    #expect(scanned.values == [named])
  }

  @Test func `an object that was not searched to its end is asked again`() async throws {
    var secrets = SecretMaker(seed: 5)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    try repository.commit("large.txt", String(repeating: "filler\n", count: 1000) + token)
    let memory = ScanMemory(key: Self.key)
    _ = await Scanned(repository) { options in
      options.memory = memory
      options.maxSize = 1000
    }
    #expect(memory.content?.unsure.count == 1)
    let known = KnownObjects(try #require(memory.marks))
    let again = await Scanned(repository) { $0.known = known }
    #expect(again.finding(token) != nil)
  }

  @Test func `changed detectors tell which objects they have to look at`() async throws {
    var secrets = SecretMaker(seed: 6)
    let (token, login) = (secrets.token(), secrets.login())
    let repository = try TemporaryRepository()
    try repository.commit("token.txt", token)
    try repository.commit("login.txt", login)
    try repository.commit("plain.txt", "nothing at all\n")
    let old = DetectorCatalog(detectors: [TestCatalog.token])
    let memory = ScanMemory(key: Self.key)
    _ = await Scanned(repository.path, catalog: old) { $0.memory = memory }
    var options = ScanOptions(
      now: Timestamp(seconds: Scanned.now), key: FingerprintKey(Array("a key for tests".utf8)),
      version: "test")
    options.threads = 2
    let survey = ObjectSurvey(detectors: [TestCatalog.login], options: options)
    let touched = try #require(try await survey.touched(path: repository.path, key: Self.key))
    #expect(touched.count == 1)
    let known = KnownObjects(try #require(memory.marks).subtracting(touched))
    let new = DetectorCatalog(detectors: [TestCatalog.token, TestCatalog.login])
    let scanned = await Scanned(repository.path, catalog: new) { options in
      options.known = known
      options.isHistoryOnly = true
    }
    #expect(scanned.values == [token, String(login.dropFirst(3))])
    #expect(scanned.report.statistics.blobs == 2)
  }

  @Test func `marks survive being written down`() {
    var random = SeededRandom(seed: 9)
    for count in [0, 1, 2, 3, 1000] {
      let values = (0..<count).map { _ in UInt64.random(in: .min ... .max, using: &random) }
      let marks = ObjectMarks(key: Self.key, values)
      #expect(marks.bytes.count == 8 * count)
      #expect(ObjectMarks(key: Self.key, bytes: marks.bytes).bytes == marks.bytes)
    }
  }
}
