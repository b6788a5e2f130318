import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// A git bundle is scanned as the repository that it was made of.
@Suite(.serialized) struct BundleScanTests {
  private let folder: ArchiveFolder
  private let repository: TemporaryRepository
  private let tokens: [String]
  private let day = TemporaryRepository.day

  init() throws {
    var secrets = SecretMaker(seed: 92)
    tokens = (0..<3).map { _ in secrets.token() }
    folder = try ArchiveFolder()
    repository = try TemporaryRepository()
    try repository.commit("a.txt", "k: \(tokens[0])\n", at: TemporaryRepository.epoch)
    try repository.commit("a.txt", "k: \(tokens[1])\n", at: TemporaryRepository.epoch + 10 * day)
    try repository.git("tag", "v1")
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("b.txt", tokens[2], at: TemporaryRepository.epoch + 20 * day)
    try repository.git("checkout", "-q", "main")
  }

  private func bundle(_ name: String, _ arguments: String...) throws -> String {
    let path = folder.path + "/" + name
    _ = try folder.run(
      ["git", "-C", repository.path, "bundle", "create", "-q"]
        + arguments.filter { $0.hasPrefix("--version") }
        + [path] + arguments.filter { !$0.hasPrefix("--version") })
    return path
  }

  /// What a report says of its findings.
  private func told(_ scanned: Scanned) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(scanned.report.findings), as: UTF8.self)
  }

  @Test(arguments: ["--version=2", "--version=3"])
  func `a bundle of everything tells what its repository tells`(version: String) async throws {
    let scanned = await Scanned(try bundle("all", version, "--all"))
    let expected = try TemporaryRepository(cloning: repository.address, "--mirror")
    #expect(scanned.report.complete)
    #expect(try told(scanned) == told(await Scanned(expected)))
    #expect(scanned.report.targets.map(\.kind) == [.repository])
    #expect(scanned.report.targets.map(\.branch) == ["main"])
    #expect(scanned.finding(tokens[0])?.rotation == .superseded)
  }

  @Test func `options that narrow history count`() async throws {
    let path = try bundle("all", "--all")
    let scanned = await Scanned(path) { $0.branches = ["main"] }
    #expect(scanned.values == [tokens[0], tokens[1]])
  }

  @Test func `a bundle that builds on others tells lower bounds`() async throws {
    let scanned = await Scanned(try bundle("part", "main~1..main"))
    #expect(scanned.values == [tokens[1]])
    #expect(scanned.finding(tokens[1])?.exposure.isAtLeast == true)
    #expect(scanned.report.diagnostics.map(\.code).contains("bundle-increment"))
  }

  @Test func `nothing of it stays behind`() async throws {
    let before = try temporaries()
    let path = try bundle("all", "--all")
    _ = await Scanned(path)
    let cut = Array(folder.read("all").dropLast(30))
    try folder.write("cut", cut)
    let broken = await Scanned(folder.path + "/cut")
    #expect(!broken.report.complete)
    #expect(try temporaries().subtracting(before).filter { $0.count == "leakage-XXXXXX".count }.isEmpty)
  }

  private func temporaries() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path))
      .filter { $0.hasPrefix("leakage-") }
  }

  @Test func `damage does no harm`() async throws {
    let whole = try bundle("all", "--all")
    let bytes = folder.read("all")
    for round in FuzzRun(rounds: 40) {
      var random = Mutator(seed: round)
      try folder.write("damaged", random.damaged(bytes, from: 16))
      _ = await Scanned(folder.path + "/damaged")
    }
    #expect(await Scanned(whole).report.complete)
  }
}
