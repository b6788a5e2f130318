import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// What commits, merges and pushes add, as hooks and CI jobs ask for it.
struct AddedSecretsTests {
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

  @Test func `what several revisions lead to is left out`() async throws {
    let (first, second, side) = (commits[0], commits[1], commits[3])
    #expect(await found { $0.excluded = [second, side] } == [2])
    #expect(
      await found { options in
        options.branches = ["main", "side"]
        options.excluded = [first]
      } == [1, 2, 3])
    #expect(
      await found { options in
        options.range = "\(first)..main"
        options.excluded = [second]
      } == [2])
  }

  @Test func `in a part of history a file that moves brings nothing, a copy does`() async throws {
    let before = commits[2]
    try repository.git("mv", "f0.txt", "moved.txt")
    try repository.commit("move", at: Self.day(4))
    #expect(await found { $0.range = "\(before)..main" } == [])
    #expect(await found { $0.sinceDate = Timestamp(seconds: Self.day(4)) } == [])
    try repository.write("moved-again.txt", tokens[0])
    try repository.write("copy.txt", tokens[0])
    try repository.remove("moved.txt")
    try repository.commit("move and copy", at: Self.day(5))
    #expect(await found { $0.range = "\(before)..main" } == [0])
    #expect(await found { _ in } == [0, 1, 2, 3])
  }

  @Test func `the message of a tag that is named`() async throws {
    try repository.git("tag", "-a", "-m", "uses \(tokens[4])", "v1", commits[0])
    #expect(await found { $0.branches = ["v1"] } == [0, 4])
    #expect(await found { $0.branches = ["v1^{}"] } == [0])
  }

  @Test func `a shallow clone that ends in a range is told from one that does not`() throws {
    let clone = try TemporaryRepository(cloning: repository.address, "--depth=2", "--branch=main")
    let outline = try RepositoryOutline(path: clone.path)
    #expect(outline.isShallow)
    #expect(try !outline.isCutOff(tips: ["main"], excluding: ["main~1"]))
    #expect(try outline.isCutOff(tips: ["main"], excluding: []))
    #expect(try !RepositoryOutline(path: repository.path).isCutOff(tips: ["main"], excluding: []))
  }

  @Test func `another index may stand in for the repository's`() async throws {
    try repository.write("new.txt", tokens[4])
    try repository.git("add", "new.txt")
    let other = repository.surroundings + "/index"
    try FileManager.default.copyItem(atPath: repository.path + "/.git/index", toPath: other)
    try repository.git("reset", "-q")
    #expect(await staged() == [])
    #expect(
      await found { options in
        options.scope = .staged
        options.indexFile = other
      } == [4])
  }

  @Test func `a merge in progress adds what neither side has`() async throws {
    try repository.git("merge", "--no-commit", "--no-ff", "side")
    try repository.write("both.txt", tokens[4])
    try repository.git("add", "both.txt")
    #expect(await staged() == [4])
  }

  private func staged() async -> [Int] { await found { $0.scope = .staged } }
}
