import Foundation
import TestRepositories
import Testing

/// `.pre-commit-hooks.yaml` with the real pre-commit, which scripts/setup --with-tests installs. Its cache lies in the
/// test's own home, and it clones the hooks from a local repository: nothing is fetched.
struct PreCommitFrameworkTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private let user: GitUser
  private let hooks: TemporaryRepository
  private let revision: String
  private var repository: TemporaryRepository { user.repository }

  init() throws {
    var user = try GitUser()
    hooks = try TemporaryRepository()
    try hooks.write(
      ".pre-commit-hooks.yaml",
      try String(contentsOf: Self.root.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8))
    revision = try hooks.commit("hooks")
    // A stand-in for the compiler, which puts the program where a build would: pre-commit runs
    // `swift build --package-path FOLDER -c release --build-path FOLDER/.build`.
    let programs = user.home + "/bin"
    try GitUser.write(
      script:
        "[ \"$1 $4 $5 $6\" = 'build -c release --build-path' ] && mkdir -p \"$7/release\" && cp '\(Program.path)' \"$7/release/leakage\"",
      to: programs + "/swift")
    user.environment = ["PATH": "\(programs):/usr/bin:/bin", "PRE_COMMIT_HOME": user.home + "/cache"]
    self.user = user
  }

  private func preCommit(_ arguments: String...) throws -> Program.Result {
    try Program.run(
      [Self.root.path(percentEncoded: false) + ".venv/bin/python", "-m", "pre_commit"] + arguments,
      program: "/usr/bin/env", in: repository.path,
      environment: user.environment.merging(["HOME": user.home, "GIT_CONFIG_NOSYSTEM": "1"]) { $1 })
  }

  private func configure(_ id: String, _ stage: String) throws {
    if id == "leakage-system" {
      try FileManager.default.createSymbolicLink(
        atPath: user.home + "/bin/leakage", withDestinationPath: Program.path)
    }
    try repository.commit(
      ".pre-commit-config.yaml",
      "repos:\n- repo: \(hooks.path)\n  rev: \(revision)\n  hooks:\n  - id: \(id)\n")
    let result = try preCommit("install", "--hook-type", stage)
    #expect(result.status == 0, "\(result.error)")
  }

  @Test(arguments: ["leakage", "leakage-system"])
  func `a commit that brings in a secret is refused, another is not`(id: String) throws {
    try configure(id, "pre-commit")
    try user.stage("a.txt", "nothing\n")
    let clean = try user.git("commit", "-m", "clean")
    #expect(clean.status == 0, "\(clean.output)\(clean.error)")
    try user.stage("a.env", "TOKEN=\(try GitUser.token(40))\n")
    try repository.write("a.txt", "not staged, which pre-commit puts aside\n")
    let result = try user.git("commit", "-m", "leak")
    #expect(result.status == 1)
    #expect((result.output + result.error).contains("a.env:1:7"))
    try user.stage("a.env", "TOKEN=none\n")
    try repository.write("a.env", "TOKEN=\(try GitUser.token(41))\n")
    #expect(try user.git("commit", "-m", "clean").status == 0)
    #expect(try user.git("commit", "-a", "-m", "leak").status == 1)
  }

  @Test func `a push is searched, also for what was taken out again`() throws {
    try configure("leakage-system", "pre-push")
    let server = try TemporaryRepository("--bare")
    try repository.git("remote", "add", "origin", server.path)
    try repository.commit("old.env", "TOKEN=\(try GitUser.token(42))\n")
    #expect(try user.git("push", "origin", "main").status == 1)
    #expect(try user.git("push", "--no-verify", "origin", "main").status == 0)
    try repository.commit("a.txt", "a\n")
    let clean = try user.git("push", "origin", "main")
    #expect(clean.status == 0, "\(clean.output)\(clean.error)")
    try repository.commit("b.env", "TOKEN=\(try GitUser.token(43))\n")
    try repository.remove("b.env")
    try repository.commit("remove")
    let result = try user.git("push", "origin", "main")
    #expect(result.status == 1)
    #expect((result.output + result.error).contains("b.env:1:7"))
  }
}
