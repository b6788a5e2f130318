import Detectors
import Foundation
import TestRepositories
import Testing

/// Paths that somebody names outright are read, whatever they are.
struct NamedPathTests {
  private let folder: TemporaryRepository
  private let token: String

  init() throws {
    token = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 77)
    folder = try TemporaryRepository("--bare")
    try FileManager.default.createDirectory(
      atPath: folder.surroundings + "/plain", withIntermediateDirectories: true)
    try "TOKEN=\(token)\n".write(
      toFile: folder.surroundings + "/plain/a.env", atomically: true, encoding: .utf8)
  }

  private func run(_ arguments: String..., input: String = "") throws -> Program.Result {
    try Program.run(["scan"] + arguments, in: folder.surroundings, input: input)
  }

  @Test func `a link to a file or a folder is followed`() throws {
    for (name, target) in [("file-link", "plain/a.env"), ("folder-link", "plain")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.surroundings + "/" + name, withDestinationPath: target)
      #expect(try run(name).status == 1)
      #expect(try run("--no-git", name).status == 1)
    }
  }

  @Test func `a pipe is read to its end`() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", "'\(Program.path)' scan <(cat plain/a.env) > out.txt; echo $? > status"]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder.surroundings)
    try shell.run()
    shell.waitUntilExit()
    #expect(try String(contentsOfFile: folder.surroundings + "/status", encoding: .utf8) == "1\n")
    #expect(try run("/dev/stdin", input: "TOKEN=\(token)\n").status == 1)
    #expect(try run("/dev/stdin", input: "nothing\n").status == 0)
  }

  @Test func `a file in a repository is that file alone`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("leak.env", "TOKEN=\(token)\n")
    try repository.commit("clean.txt", "nothing\n")
    #expect(try Program.run(["scan", "clean.txt"], in: repository.path).status == 0)
    #expect(try Program.run(["scan", "leak.env"], in: repository.path).output.contains("leak.env:1"))
    #expect(try Program.run(["scan", "clean.txt", "HEAD~1..HEAD"], in: repository.path).status == 0)
    #expect(try Program.run(["scan", "."], in: repository.path).status == 1)
  }

  @Test func `a name that leads nowhere is told`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.surroundings + "/dangling", withDestinationPath: "gone")
    #expect(try run("dangling").status == 3)
    #expect(try run("gone").status == 2)
    #expect(try run("gone", "plain").status == 1)
  }
}
