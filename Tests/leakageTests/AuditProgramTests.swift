import Foundation
import TestRepositories
import Testing

/// Whole runs of `leakage audit`.
struct AuditProgramTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A bare repository below the folder.
  private func make(_ name: String, _ tokens: [String], day: Int64 = 0) throws {
    let source = try TemporaryRepository()
    try source.write(".github/CODEOWNERS", "* @org/\(name)\n")
    for (index, token) in tokens.enumerated() {
      try source.commit(
        "deploy-\(index).env", "TOKEN=\(token)\n",
        at: TemporaryRepository.epoch + (day + Int64(index)) * TemporaryRepository.day)
    }
    try source.commit("README", "nothing\n", at: TemporaryRepository.epoch + 900 * TemporaryRepository.day)
    try source.git("clone", "-q", "--bare", source.path, folder.path + "/repos/\(name).git")
  }

  private func audit(_ arguments: String..., input: String = "") throws -> Program.Result {
    try Program.run(
      ["audit", "--state", "state.sqlite", "--now", "2024-02-01"] + arguments, in: folder.path, input: input)
  }

  @Test func `one secret in two repositories is one finding, exposed since the earlier, with its owners`()
    throws
  {
    let shared = try GitUser.token(1)
    try make("late", [shared, try GitUser.token(2)], day: 200)
    try make("early", [shared])
    let result = try audit("repos", "-f", "json", "--log", "log.jsonl")
    #expect(result.status == 0, "\(result.error)")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(findings.count == 2 && (report["targets"] as? [Any])?.count == 2)
    let first = try #require(findings.first { ($0["occurrenceCount"] as? Int) == 2 })
    #expect((first["exposure"] as? [String: Any])?["start"] as? String == "2020-01-01T00:00:00Z")
    #expect(
      (first["ownership"] as? [String: Any])?["codeOwners"] as? [String] == ["@org/early", "@org/late"])
    let log = try String(contentsOfFile: folder.path + "/log.jsonl", encoding: .utf8)
    #expect(log.components(separatedBy: #""event":"whole""#).count == 3)
    // Another night.
    let again = try audit("repos", "-f", "json", "--log", "log.jsonl")
    #expect(again.output == result.output)
    let longer = try String(contentsOfFile: folder.path + "/log.jsonl", encoding: .utf8)
    #expect(longer.components(separatedBy: #""event":"unchanged""#).count == 3)
    for text in [result.output, result.error, longer] { #expect(!text.contains(shared.dropFirst(4))) }
    let state = try #require(FileManager.default.contents(atPath: folder.path + "/state.sqlite"))
    #expect(state.range(of: Data(shared.utf8.dropFirst(4))) == nil)
  }

  @Test func `a list may name folders and repositories, and what is not there is told`() throws {
    try make("one", [try GitUser.token(3)])
    try make("two", [try GitUser.token(4)])
    let list = "# mine\n./repos/one.git\n\n./repos/one.git\n./nowhere\n"
    let result = try audit("-", "-f", "json", input: list)
    #expect(result.status == 3)
    #expect(result.error.contains("nowhere"))
    #expect(result.output.contains("one.git") && !result.output.contains("two.git"))
  }

  private static let endings: [(String, Int32)] = [
    ("gitub:org", 2), ("/nowhere/at/all", 2), ("ext::sh", 2), ("--help", 0), ("repos --fail-on head", 1),
    ("repos --fail-on live", 0), ("repos --max-memory 1MiB", 3), ("repos --show-secrets=force", 2),
    ("repos --state /nowhere/state.sqlite", 3),
  ]

  @Test(arguments: endings)
  func `the exit status says what happened`(_ words: String, _ status: Int32) throws {
    try make("one", [try GitUser.token(5)])
    let arguments = words.split(separator: " ").map(String.init)
    let state = words.contains("--state") ? [] : ["--state", "s.sqlite"]
    let result = try Program.run(["audit"] + state + arguments, in: folder.path)
    #expect(result.status == status, "\(words): \(result.error)")
    #expect(!result.error.contains("Fatal"))
  }

  @Test func `a kill loses the repositories in hand and no more`() throws {
    for number in 0..<40 {
      try make("r\(number)", [try GitUser.token(UInt64(100 + number % 7))], day: Int64(number))
    }
    let log = folder.path + "/log.jsonl"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "audit", "repos", "--state", "killed.sqlite", "--log", "log.jsonl", "--now", "2024-02-01",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    func ended() -> Int {
      let text = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
      return text.components(separatedBy: #""event":"whole""#).count - 1
    }
    while ended() < 3, process.isRunning { usleep(500) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let kept = ended()
    let arguments = ["audit", "repos", "-f", "json", "--now", "2024-02-01"]
    let resumed = try Program.run(
      arguments + ["--state", "killed.sqlite", "--log", "second.jsonl"], in: folder.path)
    let whole = try Program.run(arguments + ["--state", "fresh.sqlite"], in: folder.path)
    #expect(resumed.status == 0 && resumed.output == whole.output)
    let second = try String(contentsOfFile: folder.path + "/second.jsonl", encoding: .utf8)
    // What was told as ended had been written before.
    #expect(second.components(separatedBy: #""event":"unchanged""#).count - 1 >= kept)
  }
}
