import Foundation
import TestRepositories
import Testing

/// `leakage doctor` in a home of its own.
struct DoctorTests {
  private let user: GitUser

  init() throws { user = try GitUser() }

  @Test func `a repository where nothing was set up is told what could be`() throws {
    let result = try user.leakage("doctor")
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(result.error.isEmpty)
    #expect(result.output.contains("\nkey           LEAKAGE_KEY is not set"))
    #expect(result.output.contains("/.local/state/leakage/ledger.sqlite (none yet"))
    #expect(result.output.contains("\nrepository    "))
    #expect(result.output.contains("\nhooks         none in "))
    #expect(result.output.contains("help: refuse commits that bring in secrets with: leakage hook install\n"))
    #expect(!result.output.contains("problem: "))
    // It looks and makes nothing.
    #expect(!GitUser.exists(user.home + "/.local"))
  }

  @Test func `what was set up is named`() throws {
    try user.leakage("hook", "install", "--pre-commit", "--pre-push")
    try user.leakage("hook", "agent", "install", "--for", "cursor")
    try user.repository.write(".leakageignore", "docs/** reason=\"examples\"\n")
    try user.leakage("baseline", "create")
    let result = try user.leakage("doctor")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("\nhooks         pre-commit, pre-push in "))
    #expect(result.output.contains("\ncursor        .cursor/hooks.json asks leakage\n"))
    #expect(result.output.contains("/.leakageignore, 1 rules\n"))
    #expect(result.output.contains("/.leakage-baseline.json, 0 known secrets\n"))
  }

  @Test(arguments: [
    (".leakage.toml", "[scan\n", "configuration"), (".leakage-baseline.json", "{}", "baseline"),
    (".leakageignore", "*.txt until=never\n", "ignore file"),
    (".claude/settings.json", "{", "claude-code"),
  ])
  func `a broken file is a problem with a name`(file: String, content: String, row: String) throws {
    try user.repository.write(file, content)
    let result = try user.leakage("doctor")
    #expect(result.status == 3)
    let line = result.output.split(separator: "\n").first { $0.hasPrefix(row + " ") }
    #expect(line?.contains("problem: ") == true && line?.contains(file) == true, "\(result.output)")
  }

  @Test func `a hook that git passes over is a problem`() throws {
    try user.leakage("hook", "install")
    let path = user.repository.path + "/.git/hooks/pre-commit"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let result = try user.leakage("doctor")
    #expect(result.status == 3 && result.output.contains("problem: git passes over "))
  }

  @Test func `a key that is too short is told by its length alone`() throws {
    var user = user
    user.environment["LEAKAGE_KEY"] = "hunter2"
    let result = try user.leakage("doctor")
    #expect(result.status == 3 && result.output.contains("key           problem: LEAKAGE_KEY is too short"))
    #expect(!result.output.contains("hunter2"))
  }

  @Test func `a shallow clone and a folder without a repository are told`() throws {
    try user.repository.commit("more.txt", "more\n")
    let clone = user.repository.surroundings + "/clone"
    try user.git("clone", "-q", "--depth", "1", "file://" + user.repository.path, clone)
    #expect(
      try user.leakage("doctor", in: clone).output.contains(
        "\nhistory       shallow: ages are lower bounds\n"))
    let result = try user.leakage("doctor", "/")
    #expect(result.status == 0 && result.output.contains("\nrepository    none: "))
  }
}
