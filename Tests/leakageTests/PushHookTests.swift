import Foundation
import TestRepositories
import Testing

/// The hooks that see a push, with real pushes between repositories.
struct PushHookTests {
  private let user: GitUser
  private let server: TemporaryRepository
  private var repository: TemporaryRepository { user.repository }

  init() throws {
    user = try GitUser()
    server = try TemporaryRepository("--bare")
    try repository.git("remote", "add", "origin", server.path)
  }

  private func leak(_ seed: UInt64) throws -> String { "TOKEN=\(try GitUser.token(seed))\n" }

  private func push(_ arguments: String...) throws -> Program.Result {
    try Program.run(
      ["git", "push", "-q"] + arguments, program: "/usr/bin/env", in: repository.path,
      environment: ["HOME": user.home, "GIT_CONFIG_NOSYSTEM": "1"])
  }

  // MARK: pre-push

  @Test func `a push is searched for what the remote lacks`() throws {
    try repository.commit("old.env", try leak(30))
    #expect(try push("origin", "main").status == 0)
    #expect(try user.leakage("hook", "install", "--pre-push").status == 0)
    // What is there already does not block new work, nor does its file moving.
    try repository.git("mv", "old.env", "moved.env")
    try repository.commit("move")
    try repository.commit("a.txt", "a\n")
    #expect(try push("origin", "main").status == 0)
    // Brought in and taken out again: history keeps it.
    try repository.commit("new.env", try leak(31))
    let commit = try user.head
    try repository.remove("new.env")
    try repository.commit("remove")
    let result = try push("origin", "main")
    #expect(result.status == 1)
    #expect(result.error.contains("the commits pushed bring in 1 secret: refused"))
    #expect(result.error.contains("new.env:1:7   (commit \(commit.prefix(10)))"))
    #expect(result.error.contains("revoke:"))
    #expect(!result.error.contains("moved.env"))
    try repository.git("reset", "-q", "--hard", "HEAD~2")
    #expect(try push("origin", "main").status == 0)
  }

  @Test func `new branches, tags, several refs, deletions and forced pushes`() throws {
    #expect(try push("origin", "main").status == 0)
    try user.leakage("hook", "install", "--pre-push")
    try repository.git("checkout", "-q", "-b", "clean")
    try repository.commit("b.txt", "b\n")
    #expect(try push("origin", "clean").status == 0)
    try repository.git("checkout", "-q", "-b", "leaky", "main")
    try repository.commit("c.env", try leak(32))
    try repository.git("tag", "light")
    for refs in [["leaky"], ["light"], ["clean", "leaky"], ["HEAD:refs/heads/other"], ["--all"]] {
      let result = try Program.run(
        ["git", "push", "-q", "origin"] + refs, program: "/usr/bin/env", in: repository.path,
        environment: ["HOME": user.home])
      #expect(result.status != 0, "\(refs)")
    }
    try repository.git("tag", "-a", "-m", "uses \(try GitUser.token(33))", "v1", "main")
    let tag = try push("origin", "v1")
    #expect(tag.status != 0 && tag.error.contains("message of tag"))
    #expect(try push("origin", ":clean").status == 0)
    try repository.git("checkout", "-q", "main")
    try repository.git("commit", "-q", "--amend", "--allow-empty", "-m", "other")
    #expect(try push("-f", "origin", "main").status == 0)
    #expect(try push("origin", "main").status == 0)
  }

  @Test func `a remote without a name is not believed to have anything`() throws {
    try repository.commit("old.env", try leak(34))
    #expect(try push("origin", "main").status == 0)
    try user.leakage("hook", "install", "--pre-push")
    let other = try TemporaryRepository("--bare")
    #expect(try push(other.path, "main").status == 1)
    #expect(try push("origin", "main:again").status == 0)
  }

  @Test func `a hook that is there gets the same input`() throws {
    let hooks = repository.path + "/.git/hooks/"
    try GitUser.write(script: "echo \"$1 $(cat)\" > '\(user.home)/seen'", to: hooks + "pre-push")
    try user.leakage("hook", "install", "--pre-push")
    try repository.commit("a.env", try leak(35))
    #expect(try push("origin", "main").status == 1)
    let seen = try GitUser.text(user.home + "/seen")
    #expect(seen.hasPrefix("origin refs/heads/main \(try user.head) refs/heads/main 0000"))
  }

  // MARK: pre-receive

  @Test func `a server refuses a push that brings in a secret, and keeps nothing of it`() throws {
    try repository.commit("old.env", try leak(36))
    #expect(try push("origin", "main").status == 0)
    #expect(try user.leakage("hook", "install", "--pre-receive", server.path, in: user.home).status == 0)
    try repository.commit("a.txt", "a\n")
    #expect(try push("origin", "main").status == 0)
    let tip = try server.git("rev-parse", "main")
    let token = try GitUser.token(37)
    try repository.commit("new.env", "TOKEN=\(token)\n")
    for refs in [["main"], ["main:new"], ["main", "main~1:refs/heads/fine"]] {
      let result = try Program.run(
        ["git", "push", "-q", "origin"] + refs, program: "/usr/bin/env", in: repository.path,
        environment: ["HOME": user.home])
      #expect(result.status != 0)
      #expect(result.error.contains("new.env:1:7"))
      #expect(!result.error.contains(token.dropFirst(4).prefix(8)))
    }
    #expect(try server.git("rev-parse", "main") == tip)
    #expect(try server.git("for-each-ref", "--format=%(refname)") == "refs/heads/main")
    #expect(throws: (any Error).self) { try server.git("cat-file", "-e", user.head) }
    #expect(try push("origin", "main~1:refs/heads/fine").status == 0)
    #expect(try push("origin", ":fine").status == 0)
  }

  @Test func `a large push arrives as a pack and is searched all the same`() throws {
    try user.leakage("hook", "install", "--pre-receive", server.path)
    for number in 0..<120 { try repository.write("f\(number).txt", "text \(number)\n") }
    try repository.commit("many")
    #expect(try push("origin", "main").status == 0)
    for number in 0..<120 { try repository.write("f\(number).txt", "text \(number) again\n") }
    try repository.write("deep/f.env", try leak(38))
    try repository.commit("many more")
    let result = try push("origin", "main")
    #expect(result.status != 0 && result.error.contains("deep/f.env:1:7"))
  }

  @Test(arguments: ["pre-push", "pre-receive"], ["what\n", "a b c d\n", "\u{0}\n", "0 0 refs/heads/x\n"])
  func `input that git does not write is refused`(hook: String, input: String) throws {
    let result = try user.leakage("hook", "run", hook, input: input)
    #expect(result.status == 3)
    #expect(result.error.contains("is refused"))
  }

  @Test func `an object that is not there is refused`() throws {
    let id = String(repeating: "1", count: 40)
    let zero = String(repeating: "0", count: 40)
    #expect(try user.leakage("hook", "run", "pre-receive", input: "\(zero) \(id) refs/heads/x\n").status == 3)
    #expect(try user.leakage("hook", "run", "pre-push", input: "").status == 0)
    let blob = try repository.git("hash-object", "-w", "readme.txt")
    let result = try user.leakage("hook", "run", "pre-receive", input: "\(zero) \(blob) refs/tags/blob\n")
    #expect(result.status == 3)
  }
}
