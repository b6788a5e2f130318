import Foundation
import Git
import TestRepositories
import Testing

/// The index as git writes it, in all of its versions, and as nobody does.
struct IndexTests {
  private let repository: TemporaryRepository

  init() throws {
    repository = try TemporaryRepository()
    for name in ["a.txt", "folder/b.txt", "folder/deep/c.txt", "other/d.txt", "z"] {
      try repository.write(name, name)
    }
    try repository.commit("first")
  }

  /// `git ls-files --stage` without its flags.
  private func expected() throws -> [String] {
    try repository.git("ls-files", "--stage", "-z").split(separator: "\0").map {
      String($0.replacing("\t", with: " "))
    }
  }

  private func actual() throws -> [String] {
    let index = try #require(try Repository(path: repository.path).index())
    return index.entries.map { entry in
      let mode = String(entry.mode, radix: 8)
      return
        "\(String(repeating: "0", count: 6 - mode.count))\(mode) \(entry.id) \(entry.stage) \(entry.path)"
    }
  }

  @Test(arguments: [2, 3, 4]) func `every version`(version: Int) throws {
    try repository.write("new folder/long name of a file.txt", "x")
    try repository.git("add", "-A")
    if version == 3 {
      try repository.write("intended.txt", "x")
      try repository.git("add", "--intent-to-add", "intended.txt")
      #expect(
        try #require(try Repository(path: repository.path).index()).entries.filter(\.isIntended).count == 1)
    }
    try repository.git("update-index", "--index-version", "\(version)")
    #expect(try actual() == expected())
  }

  @Test func `a conflict has its three stages`() throws {
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("a.txt", "side")
    try repository.git("checkout", "-q", "main")
    try repository.commit("a.txt", "main")
    #expect(throws: (any Error).self) { try repository.git("merge", "-q", "side") }
    #expect(try actual() == expected())
    #expect(try actual().count { $0.hasSuffix("a.txt") } == 3)
  }

  @Test func `a split index`() throws {
    try repository.git("update-index", "--split-index")
    #expect(try actual() == expected())
    try repository.write("added.txt", "x")
    try repository.write("a.txt", "changed")
    try repository.remove("folder/b.txt")
    try repository.git("add", "-A")
    #expect(try actual() == expected())
    let shared = try #require(repository.storedFiles(endingWith: "").first { $0.contains("sharedindex.") })
    try FileManager.default.removeItem(atPath: shared)
    #expect(throws: GitError.self) { try actual() }
  }

  @Test func `a sparse index keeps folders`() throws {
    try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "folder")
    let index = try #require(try Repository(path: repository.path).index())
    #expect(index.entries.filter(\.isFolder).map(\.path.description) == ["other/"])
    #expect(index.entries.count == 5)
  }

  @Test func `an index that is damaged is refused or read, and nothing else`() throws {
    try repository.git("update-index", "--split-index")
    try repository.write("a.txt", "changed")
    try repository.git("add", "-A")
    var versions: [[UInt8]] = []
    let path = repository.path + "/.git/index"
    for version in ["2", "4"] {
      try repository.git("update-index", "--index-version", version)
      versions.append(try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
      try repository.git("update-index", "--no-split-index")
      versions.append(try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    }
    let git = try Repository(path: repository.path)
    for round in FuzzRun(rounds: 2000) {
      var random = Mutator(seed: round)
      let damaged = random.damaged(versions[round % versions.count], most: 3)
      try UnsyncedFile.write(damaged, to: path)
      do throws(GitError) {
        _ = try git.index()
        _ = try git.stagedChanges(
          ObjectReader(ObjectStore(objectsPath: git.objectsFolder, isForFewReads: true)))
      } catch { #expect(error.code != .library) }
    }
  }
}
