import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Parts of a repository, asked for one by one: no more and no less than was asked for is read, and nothing is
/// written.
struct NarrowedScopeTests {
  private let repository: TemporaryRepository
  private let tokens: [String]
  private let commits: [String]

  private static func day(_ number: Int) -> Int64 {
    TemporaryRepository.epoch + Int64(number) * TemporaryRepository.day
  }

  /// main: 0, 1, 2; side, from 0: 3.
  init() throws {
    var secrets = SecretMaker(seed: 51)
    tokens = (0..<8).map { _ in secrets.token() }
    repository = try TemporaryRepository()
    var commits: [String] = []
    for day in 0..<3 { commits.append(try repository.commit("f\(day).txt", tokens[day], at: Self.day(day))) }
    try repository.git("checkout", "-q", "-b", "side", commits[0])
    commits.append(try repository.commit("f3.txt", tokens[3], at: Self.day(3)))
    try repository.git("checkout", "-q", "main")
    self.commits = commits
  }

  private func found(_ change: @Sendable (inout ScanOptions) -> Void) async -> [Int] {
    let values = await Scanned(repository, change).values
    return tokens.indices.filter { values.contains(tokens[$0]) }
  }

  @Test func `branches, ranges, commits and dates`() async throws {
    let (first, second) = (commits[0], commits[1])
    #expect(await found { _ in } == [0, 1, 2, 3])
    #expect(await found { $0.branches = ["side"] } == [0, 3])
    #expect(await found { $0.branches = ["main", "side"] } == [0, 1, 2, 3])
    #expect(await found { $0.sinceCommit = first } == [1, 2, 3])
    #expect(await found { $0.range = "\(second)..main" } == [2])
    #expect(await found { $0.range = "main..side" } == [3])
    #expect(await found { $0.range = "side..main" } == [1, 2])
    #expect(await found { $0.range = "side.." } == [1, 2])
    #expect(await found { $0.range = "main..main" } == [])
    #expect(await found { $0.sinceDate = Timestamp(seconds: Self.day(2)) } == [2, 3])
    #expect(
      await found { options in
        options.branches = ["main"]
        options.sinceDate = Timestamp(seconds: Self.day(1))
      } == [1, 2])
  }

  @Test func `a range leaves the index and the work tree alone`() async throws {
    try repository.write("new.txt", tokens[4])
    #expect(await found { $0.range = "main..side" } == [3])
    #expect(await found { _ in } == [0, 1, 2, 3, 4])
  }

  @Test(arguments: ["nothing", "HEAD~99", "main@{y", ":/", "0000000000000000000000000000000000000000"])
  func `a revision that is not there makes the report incomplete`(name: String) async throws {
    for change in [{ $0.branches = [name] }, { $0.sinceCommit = name }, { $0.range = "\(name)..main" }]
      as [@Sendable (inout ScanOptions) -> Void]
    {
      let scanned = await Scanned(repository, change)
      #expect(scanned.incomplete.map(\.code) == ["revision-unknown"])
      #expect(scanned.incomplete.allSatisfy { $0.help != nil })
    }
  }

  // MARK: Staged

  private func staged() async -> [Int] { await found { $0.scope = .staged } }

  @Test func `what is staged is what HEAD has not`() async throws {
    #expect(await staged() == [])
    try repository.write("f0.txt", tokens[0] + "\n" + tokens[4])
    try repository.write("sub/new.txt", tokens[5])
    try repository.write("unstaged.txt", tokens[6])
    try repository.git("add", "f0.txt", "sub")
    #expect(await staged() == [4, 5])
    try repository.git("add", "--intent-to-add", "unstaged.txt")
    #expect(await staged() == [4, 5])
    #expect(await Scanned(repository).report.complete)
    #expect(await found { $0.scope = .workTree } == [6])
  }

  @Test func `a file that moves or goes adds nothing, a copy does`() async throws {
    try repository.git("mv", "f0.txt", "moved.txt")
    #expect(await staged() == [])
    try repository.write("deep/f1.txt", tokens[1] + "\nedited\n" + tokens[4])
    try repository.remove("f1.txt")
    try repository.git("add", "-A")
    #expect(await staged() == [4])
    try repository.write("copy.txt", tokens[2])
    try repository.git("rm", "-q", "--cached", "moved.txt")
    try repository.git("add", "copy.txt")
    #expect(await staged() == [2, 4])
  }

  @Test(arguments: ["--split-index", "--index-version=4", "--untracked-cache", "--fsmonitor-valid"])
  func `every kind of index`(argument: String) async throws {
    let words = argument.split(separator: "=").map(String.init)
    if words.count == 2 {
      try repository.git("update-index", words[0], words[1])
    } else {
      try repository.git("update-index", argument, argument == "--fsmonitor-valid" ? "f1.txt" : "--refresh")
    }
    try repository.write("f0.txt", tokens[4])
    try repository.write("sub/a.txt", tokens[5])
    try repository.git("add", "-A")
    try repository.write("untracked.txt", tokens[6])
    #expect(await staged() == [4, 5])
    #expect(await found { $0.scope = .workTree } == [6])
    #expect(await found { _ in } == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func `a sparse checkout with a sparse index`() async throws {
    try repository.write("left-out/a.txt", "x")
    try repository.write("kept/a.txt", "x")
    try repository.commit("folders")
    try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "kept")
    try repository.write("kept/b.txt", tokens[4])
    try repository.git("add", "kept")
    try repository.write("kept/c.txt", tokens[5])
    #expect(await staged() == [4])
    #expect(await found { $0.scope = .workTree } == [5])
    let scanned = await Scanned(repository)
    #expect(scanned.report.complete)
    #expect(scanned.values.isSuperset(of: [tokens[4], tokens[5]]))
  }

  @Test func `a bare repository has no index and no work tree`() async throws {
    let bare = try TemporaryRepository(cloning: repository.path, "--bare")
    #expect(await Scanned(bare) { $0.scope = .workTree }.incomplete.count == 1)
    #expect(await Scanned(bare).report.complete)
  }

  @Test func `a staged file over the limit is skipped and named, and one that was over it is new as a whole`()
    async throws
  {
    try repository.write("f0.txt", tokens[0] + String(repeating: " x", count: 300))
    try repository.git("add", "-A")
    let scanned = await Scanned(repository) {
      $0.scope = .staged
      $0.maxSize = 500
    }
    #expect(scanned.report.complete && scanned.values.isEmpty)
    #expect(scanned.report.diagnostics.map(\.code) == ["file-skipped"])
    #expect(scanned.report.diagnostics.first?.place == "f0.txt")
    #expect(scanned.report.statistics.skipped == 1)
    try repository.git("commit", "-q", "-m", "large")
    try repository.write("f0.txt", tokens[0])
    try repository.git("add", "-A")
    let shrunk = await Scanned(repository) {
      $0.scope = .staged
      $0.maxSize = 500
    }
    #expect(shrunk.report.complete && shrunk.values == [tokens[0]])
  }

  // MARK: What a scan leaves behind

  /// Every file of the repository with its bytes and times.
  private func snapshot() throws -> [String] {
    try repository.storedFiles(endingWith: "").map { path in
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let content = FileManager.default.contents(atPath: path) ?? Data()
      return "\(path) \(attributes[.modificationDate] ?? "") \(content.hashValue)"
    }
  }

  @Test func `no scope writes to the repository`() async throws {
    try repository.write("f0.txt", tokens[4])
    try repository.git("add", "-A")
    try repository.write("f1.txt", tokens[5])
    let before = try snapshot()
    for scope in [ScanOptions.Scope.everything, .staged, .workTree, .files] {
      _ = await Scanned(repository) {
        $0.scope = scope
        $0.includesUnreachable = scope == .everything
      }
      #expect(try snapshot() == before)
    }
  }

  @Test func `a file that changed back to what it was is not changed, one that keeps its size is`()
    async throws
  {
    let size = tokens[0].utf8.count
    try repository.write("f0.txt", String(repeating: "x", count: size))
    try repository.write("f0.txt", tokens[0])
    #expect(await found { $0.scope = .workTree } == [])
    let before = try FileManager.default.attributesOfItem(atPath: repository.path + "/f0.txt")[
      .modificationDate]
    try repository.write("f0.txt", tokens[4])
    // As when an editor puts the old time back.
    try FileManager.default.setAttributes(
      [.modificationDate: before ?? Date()], ofItemAtPath: repository.path + "/f0.txt")
    #expect(await found { $0.scope = .workTree } == [4])
  }

  // MARK: Shapes

  @Test func `a repository whose own folder lies elsewhere`() async throws {
    let elsewhere = repository.surroundings + "/elsewhere"
    try FileManager.default.moveItem(atPath: repository.path + "/.git", toPath: elsewhere)
    try repository.write(".git", "gitdir: ../elsewhere\n")
    try repository.write("new.txt", tokens[4])
    #expect(await found { _ in } == [0, 1, 2, 3, 4])
    #expect(await Scanned(elsewhere).values.isSuperset(of: tokens[0..<4]))
  }

  @Test func `packs with several indexes, cruft packs and promisor packs`() async throws {
    try repository.git("branch", "-q", "-D", "side")
    try repository.git("reflog", "expire", "--expire=now", "--all")
    try repository.git("repack", "-q", "-d", "--cruft")
    try repository.git("multi-pack-index", "write")
    #expect(await found { _ in } == [0, 1, 2])
    #expect(await found { $0.includesUnreachable = true } == [0, 1, 2, 3])
    #expect(await Scanned(repository).report.complete)
  }

  @Test(arguments: ["--filter=tree:0", "--filter=blob:none", "--filter=blob:limit=10"])
  func `a partial clone without a checkout is incomplete`(filter: String) async throws {
    try repository.git("config", "uploadpack.allowFilter", "true")
    let clone = try TemporaryRepository(cloning: repository.address, "--bare", filter)
    let scanned = await Scanned(clone)
    #expect(scanned.incomplete.map(\.code) == ["partial-clone"])
  }

  @Test func `alternates of alternates, and in a circle`() async throws {
    let second = try TemporaryRepository(cloning: repository.path, "--shared")
    let third = try TemporaryRepository(cloning: second.path, "--shared")
    try third.commit("own.txt", tokens[4])
    try repository.write(".git/objects/info/alternates", third.path + "/.git/objects\n# a comment\n")
    let scanned = await Scanned(third)
    #expect(scanned.values.isSuperset(of: [tokens[0], tokens[1], tokens[2], tokens[4]]))
    #expect(scanned.report.complete)
  }

  @Test func `a submodule's path that leads out of the work tree is refused`() async throws {
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(commits[0]),aaaaaaaa")
    let index = repository.path + "/.git/index"
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: index)))
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("aaaaaaaa".utf8)) })
    bytes.replaceSubrange(place..<place + 8, with: Array("../bbbbb".utf8))
    try Data(bytes).write(to: URL(fileURLWithPath: index))
    let scanned = await Scanned(repository) { $0.recursesSubmodules = true }
    #expect(!scanned.report.complete)
    #expect(scanned.incomplete.contains { $0.place == "../bbbbb" })
    #expect(scanned.report.targets.count == 1)
  }
}
