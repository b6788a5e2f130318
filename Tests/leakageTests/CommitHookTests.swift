import Foundation
import TestRepositories
import Testing

/// The hook before a commit, with real commits.
struct CommitHookTests {
  private let user: GitUser
  private var repository: TemporaryRepository { user.repository }

  init() throws {
    user = try GitUser()
    #expect(try user.leakage("hook", "install").status == 0)
  }

  private func isRefused(_ arguments: String...) throws -> Bool {
    let before = try user.head
    let result = try Program.run(
      ["git", "commit", "-q", "-m", "change"] + arguments, program: "/usr/bin/env", in: repository.path,
      environment: environment)
    let isSame = try user.head == before
    #expect((result.status != 0) == isSame)
    return isSame
  }

  private var environment: [String: String] {
    [
      "HOME": user.home, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ann",
      "GIT_AUTHOR_EMAIL": "a@example.org",
      "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "a@example.org",
    ]
  }

  @Test func `the message says what, where, why and the three ways on, and shows no secret`() throws {
    let token = try GitUser.token(1)
    try user.stage("config/app.env", "# settings\n  TOKEN=\(token)\n")
    let result = try user.git("commit", "-m", "x")
    #expect(result.status == 1)
    let said = result.output + result.error
    #expect(said.contains("1 secret: refused"))
    #expect(said.contains("\n  config/app.env:2:9\n"))
    for part in ["GitHub personal access token", "ghp_… (40 chars)", "why:", "certain", "instead:"] {
      #expect(said.contains(part), "\(said)")
    }
    for part in ["remove it", "refer to it", "allow it", "leakage:allow", ".leakageignore"] {
      #expect(said.contains(part))
    }
    let characters = Array(token)
    for start in 4...(characters.count - 8) { #expect(!said.contains(String(characters[start..<start + 8]))) }
  }

  @Test func `each of the three ways leads on`() throws {
    let token = try GitUser.token(2)
    try user.stage("a.env", "TOKEN=\(token)\n")
    #expect(try isRefused())
    try user.stage("a.env", "TOKEN=${TOKEN}\n")
    #expect(try !isRefused())
    try user.stage("a.env", "TOKEN=\(token)  # leakage:allow a sample of the vendor's\n")
    #expect(try !isRefused())
    try user.stage("b.env", "TOKEN=\(try GitUser.token(3))\n")
    let said = try user.git("commit", "-m", "x").error
    let line = try #require(said.split(separator: "\n").first { $0.contains("or add to .leakageignore:") })
    let entry = try #require(line.split(separator: ":", maxSplits: 1).last).trimmingCharacters(
      in: .whitespaces)
    try repository.write(".leakageignore", entry + "\n")
    #expect(try !isRefused())
  }

  @Test func `what is committed counts, not what lies in the work tree`() throws {
    let token = try GitUser.token(4)
    try user.stage("a.env", "A=1\n")
    try repository.write("a.env", "A=\(token)\n")
    #expect(try !isRefused())
    try user.stage("a.env", "A=\(token)\n")
    try repository.write("a.env", "A=2\n")
    #expect(try isRefused())
    // git hands these another index.
    try user.stage("a.env", "A=1\n")
    try repository.write("a.env", "A=\(token)\n")
    #expect(try isRefused("-a"))
    #expect(try isRefused("a.env"))
    try repository.write("b.txt", "b\n")
    try repository.git("add", "b.txt")
    #expect(try !isRefused("b.txt"))
    #expect(try isRefused("-a", "--amend"))
  }

  @Test func `only added secrets count: a rename, an edit beside one and its removal bring in none`() throws {
    let token = try GitUser.token(5)
    try repository.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", "x")
    try user.stage("old.env", "TOKEN=\(token)\nA=1\n")
    try user.git("commit", "-q", "--no-verify", "-m", "leak")
    try user.stage("old.env", "TOKEN=\(token)\nA=2\n")
    #expect(try !isRefused())
    try repository.git("mv", "old.env", "new.env")
    #expect(try !isRefused())
    try user.stage("copy.env", "TOKEN=\(token)\n")
    #expect(try isRefused())
    try repository.git("rm", "-q", "-f", "copy.env", "new.env")
    #expect(try !isRefused())
  }

  @Test func `before the first commit, without an identity, and in a linked work tree`() throws {
    let token = try GitUser.token(6)
    let new = GitUser(try TemporaryRepository())
    try new.leakage("hook", "install")
    try new.stage("a.env", "TOKEN=\(token)\n")
    #expect(try new.git("commit", "-m", "x").status == 1)
    #expect(try Program.run(["hook", "run", "pre-commit"], in: new.repository.path).status == 1)

    let linked = user.home + "/linked"
    try repository.git("worktree", "add", "-q", linked)
    try "TOKEN=\(token)\n".write(toFile: linked + "/a.env", atomically: true, encoding: .utf8)
    try user.git("add", "-A", in: linked)
    #expect(try user.git("commit", "-m", "x", in: linked).status == 1)
    try "TOKEN=none\n".write(toFile: linked + "/a.env", atomically: true, encoding: .utf8)
    #expect(try user.git("commit", "-a", "-m", "x", in: linked).status == 0)
    #expect(try user.leakage("hook", "install", in: linked).output.contains("installed already"))
  }

  @Test func `a merge brings in what is resolved, not what either side had`() throws {
    let tokens = try (7...8).map { try GitUser.token($0) }
    try repository.git("checkout", "-q", "-b", "side")
    try user.stage("side.env", "TOKEN=\(tokens[0])\n")
    try user.stage("readme.txt", "side\nTOKEN=\(tokens[0])\n")
    try user.git("commit", "-q", "--no-verify", "-m", "leak")
    try repository.git("checkout", "-q", "main")
    try user.stage("readme.txt", "main\n")
    #expect(try !isRefused())
    #expect(try user.git("merge", "-q", "side").status != 0)
    try user.stage("readme.txt", "both\nTOKEN=\(tokens[0])\nOTHER=\(tokens[1])\n")
    let result = try user.git("commit", "-m", "merge")
    #expect(result.status == 1)
    #expect(result.error.contains("1 secret: refused"))
    #expect(!result.error.contains("side.env"))
    try user.stage("readme.txt", "both\nTOKEN=\(tokens[0])\n")
    #expect(try user.git("commit", "-q", "-m", "merge").status == 0)
  }

  @Test func `a submodule that moves on brings in nothing`() throws {
    let inner = try TemporaryRepository()
    try inner.commit("a.txt", "a\n")
    #expect(try user.git("submodule", "add", "-q", inner.path, "inner").status == 0)
    #expect(try !isRefused())
    try inner.commit("leak.env", "TOKEN=\(try GitUser.token(9))\n")
    try user.git("pull", "-q", "origin", "main", in: repository.path + "/inner")
    try repository.git("add", "inner")
    #expect(try !isRefused())
  }

  @Test func `a baseline at the usual place is obeyed, a policy for whole scans is not`() throws {
    try user.stage("a.env", "TOKEN=\(try GitUser.token(10))\n")
    try user.git("commit", "-q", "--no-verify", "-m", "leak")
    try user.leakage("baseline", "create")
    try repository.git("rm", "-q", "a.env")
    #expect(try !isRefused())
    try user.stage("a.env", "TOKEN=\(try GitUser.token(10))\n")
    #expect(try !isRefused())
    try repository.write(".leakage.toml", "[policy]\nfail-on = [\"age>90d\"]\n")
    try user.stage("b.env", "TOKEN=\(try GitUser.token(11))\n")
    #expect(try isRefused())
  }

  @Test func `what cannot be searched is refused`() throws {
    try user.stage("a.txt", "some text\n")
    let blob = try repository.git("rev-parse", ":a.txt")
    try FileManager.default.removeItem(atPath: repository.loosePath(blob))
    let result = try user.leakage("hook", "run", "pre-commit")
    #expect(result.status == 3)
    #expect(result.error.contains("not everything could be searched, so this commit is refused"))
    try repository.write(".leakage.toml", "[scan]\nmax-sise = 1\n")
    #expect(try user.leakage("hook", "run", "pre-commit").status == 2)
  }

  @Test func `nothing of the repository's choice is run`() throws {
    let trace = user.home + "/trace"
    try GitUser.write(script: "echo \"$0\" >> '\(trace)'", to: user.home + "/trap")
    for key in [
      "core.fsmonitor", "core.pager", "alias.config", "alias.rev-parse", "diff.external", "core.sshCommand",
    ] {
      try repository.git("config", key, (key.hasPrefix("alias") ? "!" : "") + user.home + "/trap")
    }
    try user.stage("a.env", "A=1\n")
    try? FileManager.default.removeItem(atPath: trace)
    #expect(try user.leakage("hook", "run", "pre-commit").status == 0)
    #expect(try user.leakage("hook", "uninstall").status == 0)
    #expect(try user.leakage("hook", "install").status == 0)
    #expect(!GitUser.exists(trace))
  }
}
