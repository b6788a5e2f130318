import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// What cannot be read is told, and the rest is found all the same.
struct IncompleteTests {
  private let repository: TemporaryRepository
  private let secret: String
  private let lost: String

  init() throws {
    var secrets = SecretMaker(seed: 5)
    (secret, lost) = (secrets.token(), secrets.token())
    repository = try TemporaryRepository()
    try repository.commit("first.txt", secret)
    try repository.commit("folder/second.txt", lost, at: TemporaryRepository.epoch + TemporaryRepository.day)
  }

  private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private func expectIncomplete(_ path: String, naming place: String) async {
    let scanned = await Scanned(path)
    #expect(!scanned.report.complete)
    #expect(scanned.incomplete.contains { $0.place?.contains(place) == true }, "\(scanned.incomplete)")
    #expect(scanned.values.contains(secret))
  }

  @Test(arguments: ["HEAD:folder/second.txt", "HEAD:folder", "HEAD^{tree}", "HEAD"], [true, false])
  func `a loose object that is corrupt or missing`(name: String, isCorrupt: Bool) async throws {
    let id = try repository.git("rev-parse", name)
    let path = repository.loosePath(id)
    if isCorrupt {
      try overwrite(path, Array("garbage".utf8))
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
    await expectIncomplete(repository.path, naming: isCorrupt || name != "HEAD" ? id : "refs/heads/main")
  }

  @Test func `a missing blob in a tree that only a tag leads to`() async throws {
    let tree = try repository.git("rev-parse", "HEAD:folder")
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("only there".utf8))
    let own = try repository.git(
      "mktree", input: Array("100644 blob \(blob)\tfile\n040000 tree \(tree)\tsub\n".utf8))
    try repository.git("tag", "-a", "-m", "tree", "one", own)
    try FileManager.default.removeItem(atPath: repository.loosePath(blob))
    await expectIncomplete(repository.path, naming: blob)
  }

  @Test func `a commit that is none`() async throws {
    let id = try repository.git(
      "hash-object", "-w", "-t", "commit", "--literally", "--stdin", input: Array("no commit\n".utf8))
    try repository.write(".git/refs/heads/forged", id + "\n")
    await expectIncomplete(repository.path, naming: id)
  }

  @Test func `a cut pack and a pack without its index`() async throws {
    try repository.repack()
    var secrets = SecretMaker(seed: 6)
    let second = secrets.token()
    try repository.commit("third.txt", second)
    let pack = try #require(repository.storedFiles(endingWith: ".pack").first)
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: pack)))
    try overwrite(pack, Array(bytes.prefix(bytes.count / 2)))
    let cut = await Scanned(repository)
    #expect(!cut.report.complete)
    #expect(cut.values.contains(second))
    try overwrite(pack, bytes)
    #expect(await Scanned(repository).report.complete)
    try FileManager.default.removeItem(atPath: pack.dropLast(5) + ".idx")
    let bare = await Scanned(repository)
    #expect(!bare.report.complete)
    #expect(bare.incomplete.contains { $0.place?.hasSuffix(".pack") == true })
    #expect(bare.values.contains(second))
  }

  @Test(arguments: ["HEAD", "refs/heads/broken"])
  func `a broken HEAD and a broken ref`(name: String) async throws {
    try repository.write(".git/" + name, "garbage\n")
    let scanned = await Scanned(repository)
    #expect(!scanned.report.complete)
    let place = name == "HEAD" ? repository.path : name
    #expect(scanned.incomplete.contains { $0.place?.contains(place) == true }, "\(scanned.incomplete)")
    #expect(scanned.values.contains(secret))
  }

  @Test func `a ref to an object that is missing`() async throws {
    try repository.write(".git/refs/heads/gone", String(repeating: "12", count: 20) + "\n")
    await expectIncomplete(repository.path, naming: "refs/heads/gone")
  }

  @Test func `pruned objects of ORIG_HEAD are no loss`() async throws {
    try repository.write(".git/ORIG_HEAD", String(repeating: "12", count: 20) + "\n")
    #expect(await Scanned(repository).report.complete)
  }

  @Test func `an alternate folder that is gone`() async throws {
    let clone = try TemporaryRepository(cloning: repository.path, "--shared")
    var secrets = SecretMaker(seed: 8)
    let own = secrets.token()
    try clone.commit("own.txt", own)
    #expect(await Scanned(clone).values == [secret, lost, own])
    try clone.write(".git/objects/info/alternates", "/no/such/objects\n")
    let scanned = await Scanned(clone)
    #expect(!scanned.report.complete)
    #expect(scanned.incomplete.contains { $0.place == "/no/such/objects" })
    #expect(scanned.values.contains(own))
  }

  @Test func `a repository with SHA-256 ids`() async throws {
    let other = try TemporaryRepository("--object-format=sha256")
    try other.commit("file.txt", secret)
    let scanned = await Scanned(other)
    #expect(scanned.incomplete.map(\.code) == ["sha256-repository"])
    #expect(scanned.values == [secret])
  }

  @Test func `a shallow clone dates as at least, and is complete`() async throws {
    let clone = try TemporaryRepository(cloning: repository.address, "--depth", "1")
    let scanned = await Scanned(clone)
    #expect(scanned.report.complete)
    #expect(scanned.report.targets.first?.isShallow == true)
    #expect(scanned.finding(secret)?.exposure.isAtLeast == true)
    #expect(await Scanned(repository).finding(secret)?.exposure.isAtLeast == false)
  }

  @Test func `a partial clone lacks blobs and says so`() async throws {
    try repository.git("config", "uploadpack.allowFilter", "true")
    try repository.remove("folder/second.txt")
    try repository.commit("without")
    let clone = try TemporaryRepository(cloning: repository.address, "--filter=blob:none")
    let scanned = await Scanned(clone)
    #expect(scanned.incomplete.contains { $0.code == "partial-clone" })
    #expect(scanned.values == [secret])
  }
}
