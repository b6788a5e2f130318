import Detectors
import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Repositories that mean harm: the scan ends, says what it could not read, and keeps the rest.
struct HostileRepositoryTests {
  /// One pack of six versions, made once.
  private static let whole = Result {
    var secrets = SecretMaker(seed: 0)
    let repository = try TemporaryRepository()
    for version in 0..<6 {
      try repository.commit(
        "folder/a.txt", String(repeating: "line \(version)\n", count: 60) + secrets.token() + "\n")
    }
    try repository.repack()
    return repository
  }

  /// Changes bytes of the pack or its index; whatever comes of it, no crash and no endless loop.
  @Test(arguments: 0..<60)
  func `a damaged pack never crashes the reader`(seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let repository = try TemporaryRepository(copying: Self.whole.get())
    let suffix = seed % 2 == 0 ? ".pack" : ".idx"
    let path = try #require(repository.storedFiles(endingWith: suffix).first)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    if seed % 5 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count / 2, using: &random)) }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try UnsyncedFile.write(bytes, to: path)
    let scanned = await Scanned(repository)
    #expect(scanned.report.findings.count <= 6)
  }

  @Test func `a tree that holds itself over and over is not walked path by path`() async throws {
    var secrets = SecretMaker(seed: 7)
    let repository = try TemporaryRepository()
    var id = try repository.git("hash-object", "-w", "--stdin", input: Array((secrets.token() + "\n").utf8))
    var kind = "100644 blob"
    // Ten to the ninth paths.
    for _ in 0..<9 {
      let lines = (0..<10).map { "\(kind) \(id)\tn\($0)" }.joined(separator: "\n")
      id = try repository.git("mktree", input: Array((lines + "\n").utf8))
      kind = "040000 tree"
    }
    let commit = try repository.git("commit-tree", id, "-m", "bomb")
    try repository.git("update-ref", "refs/heads/main", commit)
    let scanned = await Scanned(repository.path) { _ in }
    #expect(scanned.report.findings.count == 1)
    #expect(!scanned.report.complete)
    #expect(scanned.incomplete.contains { $0.code == "too-many-copies" })
  }

  @Test func `paths with control characters and broken UTF-8 are shown escaped`() async throws {
    var secrets = SecretMaker(seed: 9)
    let repository = try TemporaryRepository()
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Array(secrets.token().utf8))
    let entry = Array("100644 blob \(blob)\t".utf8) + [0x1B, 0x5B, 0x33, 0x31, 0x6D, 0xFF, 0x61, 0]
    let tree = try repository.git("mktree", "-z", input: entry)
    let commit = try repository.git("commit-tree", tree, "-m", "odd")
    try repository.git("update-ref", "refs/heads/main", commit)
    let scanned = await Scanned(repository)
    let shown = scanned.report.findings.flatMap(\.occurrences).map(\.path)
    #expect(shown.contains { $0.contains("\\x1b") && $0.contains("\\xff") })
    #expect(shown.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 } })
  }

  @Test func `one line of many megabytes is searched in bounded time`() async throws {
    var secrets = SecretMaker(seed: 10)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    let count = BigTests.areWanted ? 3_400_000 : 100_000
    try repository.commit("min.js", String(repeating: "var a=1;passkey=b;", count: count) + " " + token + " ")
    let scanned = await Scanned(repository)
    #expect(scanned.values.contains(token))
  }

  @Test func `hundreds of thousands of refs are read`() async throws {
    var secrets = SecretMaker(seed: 11)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    let commit = try repository.commit("a.txt", token)
    let count = BigTests.areWanted ? 1_000_000 : 100_000
    let refs =
      "# pack-refs with: peeled fully-peeled sorted \n"
      + (0..<count).map { "\(commit) refs/heads/b\($0)\n" }.joined()
    try repository.write(".git/packed-refs", refs)
    let finding = try #require(await Scanned(repository).finding(token))
    #expect(finding.refCount == count + 2 && finding.refs.count == Finding.refLimit)
  }
}
