import Foundation
import TestRepositories
import Testing

@testable import Forges

struct LocalRepositoriesTests {
  private func folder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  @Test func `clones, bare ones and those in work trees are found once each`() throws {
    let folder = try Folder()
    let source = try TemporaryRepository()
    try source.commit("file", "text\n")
    try source.repack()
    let root = folder.path
    for (arguments, name) in [
      ([], "team/clone"), (["--bare"], "team/deep/er/bare.git"), ([], "team/clone/vendor/inner"),
    ] {
      try source.git(
        "-c", "protocol.file.allow=always", "clone", "-q", arguments.first ?? "--no-hardlinks", source.path,
        "\(root)/\(name)")
    }
    try FileManager.default.createSymbolicLink(atPath: root + "/team/loop", withDestinationPath: root)
    try FileManager.default.createSymbolicLink(
      atPath: root + "/linked", withDestinationPath: root + "/team/clone")
    let found = LocalRepositories(below: [root, root + "/team", root + "/linked"])
    #expect(
      found.repositories.map { $0.path.dropFirst(root.count) } == [
        "/team/clone", "/team/clone/vendor/inner", "/team/deep/er/bare.git",
      ])
    #expect(found.repositories.map(\.kind) == [.clone, .clone, .bare])
    #expect(found.repositories.allSatisfy { $0.bytes > 0 })
    #expect(found.problems.isEmpty)
    #expect(LocalRepositories(below: [root], depth: 2).repositories.count == 1)
    #expect(LocalRepositories(below: [root], isCancelled: { true }).repositories.isEmpty)
  }

  @Test func `a repository with work trees beside it is one`() throws {
    let source = try TemporaryRepository()
    try source.commit("file", "text\n")
    try source.git("worktree", "add", "-q", source.surroundings + "/a-tree", "-b", "a")
    try source.git("worktree", "add", "-q", source.surroundings + "/z-tree", "-b", "z")
    let whole = LocalRepositories(below: [source.surroundings])
    #expect(whole.repositories.map(\.path) == [source.path])
    #expect(whole.repositories.map(\.kind) == [.clone])
    let part = LocalRepositories(below: [source.surroundings + "/a-tree", source.surroundings + "/z-tree"])
    #expect(part.repositories.map(\.kind) == [.worktree])
    #expect(part.repositories.map(\.gitFolder) == [source.path + "/.git"])
  }

  @Test func `traps are walked past`() throws {
    let folder = try Folder()
    try self.folder(folder.path + "/a")
    #expect(mkfifo(folder.path + "/a/.git", 0o600) == 0)
    try self.folder(folder.path + "/b/.git")
    _ = try folder.write("c/.git", "gitdir: /nowhere/at/all\n")
    _ = try folder.write("d/.git", "gitdir: \n")
    _ = try folder.write("e/HEAD", "ref: refs/heads/main\n")
    try self.folder(folder.path + "/e/objects")
    let found = LocalRepositories(below: [folder.path, folder.path + "/none"])
    #expect(found.repositories.isEmpty)
    #expect(found.problems.map(\.code) == [.notFound])
  }
}
