import Foundation
import TestRepositories
import Testing

/// Where hooks go, and what becomes of those that were there.
struct HookInstallTests {
  private let user: GitUser
  private let leak: String
  private var repository: TemporaryRepository { user.repository }
  private var hooks: String { repository.path + "/.git/hooks" }

  init() throws {
    user = try GitUser()
    leak = "TOKEN=\(try GitUser.token(20))\n"
  }

  private func commitsLeak(in folder: String? = nil) throws -> Int32 {
    let place = folder ?? repository.path
    try leak.write(toFile: place + "/leak.env", atomically: true, encoding: .utf8)
    try user.git("add", "leak.env", in: place)
    return try user.git("commit", "-m", "x", in: place).status
  }

  @Test func `installing twice is installing once, and uninstalling leaves nothing`() throws {
    let before = repository.storedFiles(endingWith: "")
    #expect(try user.leakage("hook", "install").output.contains("pre-commit: installed\n"))
    let file = try GitUser.text(hooks + "/pre-commit")
    #expect(try user.leakage("hook", "install").output.contains("installed already"))
    #expect(try GitUser.text(hooks + "/pre-commit") == file)
    #expect(try user.leakage("hook", "install", "--pre-commit", "--pre-push").status == 0)
    #expect(try commitsLeak() == 1)
    #expect(try user.leakage("hook", "uninstall", "--pre-push").output.contains("pre-push: removed"))
    #expect(try user.leakage("hook", "uninstall").output.contains("pre-commit: removed"))
    #expect(try user.leakage("hook", "uninstall").output == "no hook of leakage is installed\n")
    let after = repository.storedFiles(endingWith: "").filter {
      !$0.contains("/objects/") && !$0.hasSuffix("/index")
    }
    #expect(after == before.filter { !$0.contains("/objects/") && !$0.hasSuffix("/index") })
  }

  @Test func `a hook that is there runs first, and comes back as it was`() throws {
    let old =
      "echo old >> '\(user.home)/trace'\necho \"$@\" | grep -q refuse && exit 7\ngit add formatted.env 2>/dev/null; true"
    try GitUser.write(script: old, to: hooks + "/pre-commit")
    let text = try GitUser.text(hooks + "/pre-commit")
    #expect(try user.leakage("hook", "install").output.contains("is now pre-commit.chained and runs first"))
    #expect(try user.leakage("hook", "install").output.contains("installed already"))
    // What the old hook stages is searched as well.
    try leak.write(toFile: repository.path + "/formatted.env", atomically: true, encoding: .utf8)
    let result = try user.git("commit", "--allow-empty", "-m", "x")
    #expect(result.status == 1 && result.error.contains("formatted.env:1:7"))
    #expect(try GitUser.text(user.home + "/trace") == "old\n")
    #expect(try Program.run(["refuse"], program: hooks + "/pre-commit", in: repository.path).status == 7)
    #expect(try user.leakage("hook", "uninstall").output.contains("is back"))
    #expect(try GitUser.text(hooks + "/pre-commit") == text)
    #expect(!GitUser.exists(hooks + "/pre-commit.chained"))
  }

  @Test func `lines of one's own around leakage's are kept`() throws {
    try user.leakage("hook", "install")
    let path = hooks + "/pre-commit"
    try (try GitUser.text(path) + "echo mine\n").write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try user.leakage("hook", "install").output.contains("installed already"))
    #expect(try user.leakage("hook", "uninstall").output.contains("removed"))
    #expect(try GitUser.text(path) == "#!/bin/sh\necho mine\n")
  }

  @Test func `nothing is lost where both names are taken`() throws {
    try GitUser.write(script: "exit 0", to: hooks + "/pre-commit")
    try GitUser.write(script: "exit 1", to: hooks + "/pre-commit.chained")
    let result = try user.leakage("hook", "install")
    #expect(result.status == 2 && result.error.contains("exists already"))
    #expect(try GitUser.text(hooks + "/pre-commit") == "#!/bin/sh\nexit 0\n")
    #expect(try GitUser.text(hooks + "/pre-commit.chained") == "#!/bin/sh\nexit 1\n")
  }

  @Test func `core hooksPath is where it goes, and a shared folder names no machine's path`() throws {
    try repository.git("config", "core.hooksPath", "team/hooks")
    try FileManager.default.createDirectory(
      atPath: repository.path + "/sub", withIntermediateDirectories: true)
    let result = try user.leakage("hook", "install", in: repository.path + "/sub")
    #expect(result.output.contains("is part of the work tree"))
    let file = repository.path + "/team/hooks/pre-commit"
    #expect(try GitUser.text(file).contains("leakage_program='leakage'\n"))
    #expect(!GitUser.exists(hooks + "/pre-commit"))
    #expect(try user.leakage("hook", "uninstall").output.contains("removed"))
    #expect(!GitUser.exists(file))
  }

  @Test func `where leakage is gone a commit is refused`() throws {
    try user.leakage("hook", "install")
    let path = hooks + "/pre-commit"
    try GitUser.text(path).replacingOccurrences(of: Program.path, with: "/gone/leakage")
      .write(toFile: path, atomically: false, encoding: .utf8)
    let result = try user.git("commit", "--allow-empty", "-m", "x")
    #expect(result.status != 0)
    #expect(
      result.error.contains(
        "error: leakage is not installed: this commit was not searched for secrets and is refused"))
  }

  @Test func `husky and a folder that all repositories share are left alone`() throws {
    try repository.git("config", "core.hooksPath", ".husky/_")
    let husky = try user.leakage("hook", "install")
    #expect(husky.status == 2 && husky.error.contains("leakage hook run pre-commit"))
    try repository.git("config", "--unset", "core.hooksPath")
    try user.git("config", "--global", "core.hooksPath", "~/shared")
    let shared = try user.leakage("hook", "install")
    #expect(shared.status == 2 && shared.error.contains("leakage hook install --global"))
    #expect(try user.leakage("hook", "install", "--global").output.contains("core.hooksPath is set"))
    #expect(try commitsLeak() == 1)
    #expect(try user.leakage("hook", "uninstall", "--global").output.contains("removed"))
    #expect(try commitsLeak() == 0)
  }

  @Test func `a global hook is in every repository that is made or cloned, and in an old one after git init`()
    throws
  {
    let template = user.home + "/.local/share/leakage/git-template"
    #expect(try user.leakage("hook", "install", "--global").status == 0)
    #expect(try user.leakage("hook", "install", "--global").output.contains("installed already"))
    #expect(try user.git("config", "--global", "init.templateDir").output == template + "\n")
    for arguments in [["clone", "-q", repository.path, "clone"], ["init", "-q", "new"]] {
      #expect(
        try Program.run(
          ["git"] + arguments, program: "/usr/bin/env", in: user.home, environment: ["HOME": user.home]
        ).status == 0)
      #expect(try commitsLeak(in: user.home + "/" + (arguments.last ?? "")) == 1)
    }
    try GitUser.write(script: "exit 0", to: hooks + "/commit-msg")
    try user.git("init", "-q")
    #expect(try commitsLeak() == 1)
    #expect(try GitUser.text(hooks + "/commit-msg") == "#!/bin/sh\nexit 0\n")
    #expect(try user.leakage("hook", "uninstall", "--global").output.contains("is set no longer"))
    #expect(!GitUser.exists(template))
    #expect(try user.git("config", "--global", "init.templateDir").status == 1)
    #expect(try user.leakage("hook", "uninstall", "--global").output == "no hook of leakage is installed\n")
  }

  @Test func `a template folder of one's own is used and stays`() throws {
    let own = user.home + "/template"
    try GitUser.write(script: "exit 0", to: own + "/hooks/post-commit")
    try user.git("config", "--global", "init.templateDir", "~/template")
    #expect(
      try user.leakage("hook", "install", "--global").output.contains(own + "/hooks/pre-commit: installed"))
    #expect(try user.leakage("hook", "uninstall", "--global").status == 0)
    #expect(GitUser.exists(own + "/hooks/post-commit") && !GitUser.exists(own + "/hooks/pre-commit"))
    #expect(try user.git("config", "--global", "init.templateDir").output == "~/template\n")
  }

  @Test(arguments: [["install", "--global", "."], ["install", "gone"], ["run", "post-commit"], ["run"]])
  func `a mistake is told`(arguments: [String]) throws {
    let result = try Program.run(["hook"] + arguments, in: repository.path)
    #expect(result.status == 2 && result.error.hasPrefix("error: "))
  }

  @Test func `outside of a repository nothing is installed`() throws {
    let result = try user.leakage("hook", "install", in: user.home)
    #expect(result.status == 2)
    #expect(result.error.contains("not a git repository"))
  }
}
