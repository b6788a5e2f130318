import Detectors
import Foundation
import TestRepositories
import Testing

/// What a report is held against: the command line, or the configuration of the folder where one works.
struct ReportPolicyTests {
  /// A folder with one report of a token that was committed 31 days before it.
  private func withReport(_ body: (_ folder: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leakage-policy-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let repository = try TemporaryRepository()
    let token = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 21)
    try repository.commit("a.env", "TOKEN=\(token)\n", at: TemporaryRepository.epoch)
    let scan = try Program.run(
      ["scan", "--now", "2020-02-01", "-f", "json", "-o", folder + "/a.json"], in: repository.path)
    #expect(scan.status == 1)
    try body(folder)
  }

  private func configure(_ folder: String, _ text: String, name: String = ".leakage.toml") throws {
    try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
  }

  @Test(arguments: [
    ("[policy]\nfail-on = [\"head\"]", 1), ("[policy]\nfail-on = [\"live\"]", 0),
    ("[policy]\nfail-on = []", 0),
    ("[policy]\nrotation = 30", 0), ("[policy]\nrotation = 30\nfail-on = [\"age>policy\"]", 1),
    ("[policy]\nrotation = 31\nfail-on = [\"age>policy\"]", 0), ("[policy]\nfail-on = [\"age>policy\"]", 0),
    ("[policy]\nfail-on = [\"age>policy\"]\n[policy.rotation]\ngithub-pat-classic = 3\ndefault = \"1y\"", 1),
    ("[policy]\nfail-on = [\"age>policy\"]\n[policy.rotation]\nephemeral = 1\naws-access-key = 1", 0),
    ("[[policy.fail-on]]\nmax-age-days = { expiring = 30 }\nmin-severity = \"high\"", 1),
    ("[scan]\nthreads = 1", 0),
  ])
  func `the working folder's policy counts`(_ text: String, _ status: Int32) throws {
    try withReport { folder in
      try configure(folder, text)
      let result = try Program.run(["report", "a.json", "-f", "json"], in: folder)
      #expect(result.status == status, "\(result.error)")
      #expect(result.output.contains("\"gate\"") == text.contains("fail-on"))
    }
  }

  @Test(
    arguments: [
      (["--untrusted"], 0), (["--fail-on", "live"], 0), (["--fail-on", "head+age>30d"], 1),
      (["--config", "other.toml"], 0),
      (["--policy", "7d", "--fail-on", "age>policy"], 1), (["--exit-code", "7"], 7),
    ] as [([String], Int32)])
  func `the command line outranks it`(_ options: [String], _ status: Int32) throws {
    try withReport { folder in
      try configure(folder, "[policy]\nfail-on = [\"head\"]")
      try configure(folder, "[policy]\nfail-on = [\"live\"]", name: "other.toml")
      let result = try Program.run(["report", "a.json", "-f", "csv"] + options, in: folder)
      #expect(result.status == status, "\(result.error)")
    }
  }

  @Test func `in a repository the file at the root of the work tree counts`() throws {
    try withReport { folder in
      let repository = try TemporaryRepository()
      try configure(repository.path, "[policy]\nfail-on = [\"head\"]")
      let inner = repository.path + "/reports"
      try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
      try configure(inner, "[policy]\nfail-on = [\"live\"]")
      #expect(try Program.run(["report", folder + "/a.json"], in: inner).status == 1)
    }
  }

  @Test func `a mistake in the file is named with its line, and a limit for nobody is told`() throws {
    try withReport { folder in
      try configure(folder, "[policy]\nrotation = \"soon\"")
      let wrong = try Program.run(["report", "a.json"], in: folder)
      #expect(wrong.status == 2 && wrong.error.contains(".leakage.toml:2"))
      let result = try Program.run(
        ["report", "a.json", "-f", "csv", "--untrusted", "--policy", "github-pat-clasic=3d"], in: folder)
      #expect(result.status == 0)
      #expect(
        result.error.contains("github-pat-clasic")
          && result.error.contains("did you mean 'github-pat-classic'"))
    }
  }

  @Test func `a scan refuses a rotation policy for a detector that there is not`() throws {
    let repository = try TemporaryRepository()
    try configure(repository.path, "[policy.rotation]\ngithub-pta = 3")
    let result = try Program.run(["scan"], in: repository.path)
    #expect(result.status == 2)
    #expect(result.error.contains("'github-pta'"))
  }

  @Test func `a scan's text says whether it passes the policy that somebody chose`() throws {
    let repository = try TemporaryRepository()
    let token = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 22)
    try repository.commit("a.env", "TOKEN=\(token)\n", at: TemporaryRepository.epoch)
    let chosen = try Program.run(["scan", "--fail-on", "age>90d"], in: repository.path)
    #expect(chosen.output.contains("policy failed: 1 of 1 secret fails the policy: age>90d (1)"))
    #expect(chosen.error.isEmpty)
    #expect(try !Program.run(["scan"], in: repository.path).output.contains("policy failed"))
  }
}
