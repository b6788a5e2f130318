import Detectors
import Foundation
import TestRepositories
import Testing

/// Whole runs of `leakage report` on scans of repositories with leaks.
struct ReportProgramTests {
  private func token(_ seed: UInt64) throws -> String {
    try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: seed)
  }

  /// A scan's report in a file beside the repository.
  private func scanned(
    _ tokens: [String], day: Int64 = 0, now: String = "2024-02-01", in folder: String, as name: String
  ) throws {
    let repository = try TemporaryRepository()
    for (index, token) in tokens.enumerated() {
      try repository.commit(
        "deploy-\(index).env", "TOKEN=\(token)\n",
        at: TemporaryRepository.epoch + (day + Int64(index)) * TemporaryRepository.day)
    }
    let format = name.hasSuffix("l") ? "jsonl" : "json"
    let scan = try Program.run(
      ["scan", "--now", now, "-f", format, "-o", folder + "/" + name], in: repository.path)
    #expect(scan.status == 1)
  }

  private func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leakage-report-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `two repositories with one secret give one finding, exposed since the earlier`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try scanned([try token(1), try token(2)], day: 200, in: folder, as: "a.json")
    try scanned([try token(1)], in: folder, as: "b.jsonl")
    let result = try Program.run(["report", "a.json", "b.jsonl", "-f", "json"], in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("\"unique\": 2"))
    #expect(result.output.contains("\"2020-01-01T00:00:00Z\""))
    let page = try Program.run(["report", "a.json", "b.jsonl", "-o", "age.html"], in: folder)
    #expect(page.status == 0 && page.output.isEmpty)
    #expect(try String(contentsOfFile: folder + "/age.html", encoding: .utf8).contains("2 repositories"))
  }

  @Test(arguments: [
    ("head", 1), ("live", 0), ("age>90d", 1), ("age>20y", 0), ("severity>=low+head", 1), ("live,new", 1),
  ])
  func `a gate's result is the exit status and one line`(_ conditions: String, _ status: Int32) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try scanned([try token(3)], in: folder, as: "a.json")
    let result = try Program.run(["report", "a.json", "-f", "markdown", "--fail-on", conditions], in: folder)
    #expect(result.status == status)
    #expect(
      result.error.hasPrefix(
        status == 1 ? "failed: 1 of 1 secret fails the policy" : "passed: none of 1 secret"))
    #expect(result.output.contains(status == 1 ? "Policy failed" : "Policy passed"))
  }

  @Test func `a trend names what is new, and the gate can ask for that alone`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try scanned([try token(4)], in: folder, as: "old.json")
    try scanned([try token(4), try token(5)], now: "2024-03-01", in: folder, as: "new.json")
    let command = ["report", "new.json", "--against", "old.json", "--fail-on", "new"]
    let result = try Program.run(command, in: folder)
    #expect(result.status == 1)
    #expect(result.output.contains("1 new, 0 fixed, 0 reopened, 1 older by 29 days"))
    #expect(result.output.contains("policy failed: 1 of 2 secrets fails the policy: new (1)"))
    #expect(result.error.isEmpty)
    let same = try Program.run(
      ["report", "old.json", "--against", "old.json", "--fail-on", "new"], in: folder)
    #expect(same.status == 0)
  }

  @Test func `a trend tells what was fixed, came back and grew older`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let repository = try TemporaryRepository()
    let (back, revoked, stays, fresh) = (try token(31), try token(32), try token(33), try token(34))
    func commit(_ name: String, _ token: String, day: Int64) throws {
      try repository.commit(
        name, "TOKEN=\(token)\n", at: TemporaryRepository.epoch + day * TemporaryRepository.day)
    }
    func scan(_ now: String, _ name: String) throws {
      _ = try Program.run(
        ["scan", "--now", now, "-f", "json", "-o", folder + "/" + name], in: repository.path)
    }
    try commit("back.env", back, day: 0)
    try commit("revoked.env", revoked, day: 1)
    try commit("stays.env", stays, day: 2)
    try repository.commit(
      "back.env", "TOKEN=${TOKEN}\n", at: TemporaryRepository.epoch + 3 * TemporaryRepository.day)
    try scan("2020-02-01", "old.json")
    try commit("back.env", back, day: 40)
    try commit("fresh.env", fresh, day: 41)
    try scan("2020-03-01", "new.json")
    let findings = try Self.fingerprints(folder + "/new.json")
    let name = try #require(findings["revoked.env"])
    let ledger =
      "{\"fingerprint\":\"\(name)\",\"detector\":\"github-pat-classic\",\"endpoint\":\"GET api.example.org/\","
      + "\"time\":\"2020-02-20T00:00:00Z\",\"validity\":\"dead\",\"catalog\":\"0\",\"source\":\"probe\"}\n"
    try Data(ledger.utf8).write(to: URL(filePath: folder + "/ledger.jsonl"))
    for format in ["text", "markdown", "html"] {
      let result = try Program.run(
        ["report", "new.json", "ledger.jsonl", "--against", "old.json", "-f", format], in: folder)
      let plain = result.output.replacing("<b>", with: "").replacing("</b>", with: "").replacing(
        "**", with: "")
      #expect(plain.contains("1 new, 1 fixed, 1 reopened, 1 older by 29 days"), "\(format)")
    }
    let json = try Program.run(
      ["report", "new.json", "ledger.jsonl", "--against", "old.json", "-f", "json"], in: folder
    ).output
    let document = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let trend = try #require(document["trend"] as? [String: Any])
    for (key, path) in [
      ("new", "fresh.env"), ("fixed", "revoked.env"), ("reopened", "back.env"), ("older", "stays.env"),
    ] {
      #expect(trend[key] as? [String] == findings[path].map { [$0] }, "\(key)")
    }
  }

  /// By the path of the first place.
  private static func fingerprints(_ path: String) throws -> [String: String] {
    let data = try Data(contentsOf: URL(filePath: path))
    let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let findings = document?["findings"] as? [[String: Any]] ?? []
    return findings.reduce(into: [:]) { result, finding in
      let places = finding["occurrences"] as? [[String: Any]]
      if let path = places?.first?["path"] as? String { result[path] = finding["fingerprint"] as? String }
    }
  }

  @Test func `standard input is a report too`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try scanned([try token(6)], in: folder, as: "a.jsonl")
    let text = try String(contentsOfFile: folder + "/a.jsonl", encoding: .utf8)
    let result = try Program.run(["report", "-", "-f", "csv"], in: folder, input: text)
    #expect(result.status == 0)
    // A secret, and the environment file that it was committed in.
    #expect(result.output.split(separator: "\r\n").count == 3)
    #expect(result.output.contains(",secret,\r\n") && result.output.contains(",posture,\r\n"))
  }

  @Test(arguments: [
    (["report", "missing.json"], "cannot read 'missing.json'"),
    (["report", "bad.json"], "bad.json: not a report of leakage"),
    (["report", "bad.json", "--policy", "soon"], "--policy: not a number of days"),
    (["report", "bad.json", "--fail-on", "lvie"], "--fail-on: no such condition: 'lvie'"),
  ])
  func `a mistake is named and gives status 2`(_ arguments: [String], _ message: String) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("{\"schemaVersion\": 1}".utf8).write(to: URL(filePath: folder + "/bad.json"))
    let result = try Program.run(arguments, in: folder)
    #expect(result.status == 2)
    #expect(result.error.contains(message), "\(result.error)")
  }

  @Test func `of two scans of one repository the newer counts`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let repository = try TemporaryRepository()
    try repository.commit("a.env", "TOKEN=\(try token(7))\n", at: TemporaryRepository.epoch)
    for (day, name) in [("2024-02-01", "old.json"), ("2024-03-01", "new.json")] {
      _ = try Program.run(
        ["scan", "--now", day, "-f", "json", "-o", folder + "/" + name], in: repository.path)
    }
    let result = try Program.run(["report", "new.json", "old.json", "-f", "json"], in: folder)
    #expect(result.output.contains("2024-03-01T00:00:00Z"))
    #expect(result.output.contains("older-report"))
  }

  @Test func `lines of several reports in one file are several repositories`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try scanned([try token(8)], in: folder, as: "a.jsonl")
    try scanned([try token(8), try token(9)], day: 30, in: folder, as: "b.jsonl")
    let text = try ["a.jsonl", "b.jsonl"].map {
      try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
    try Data(text.joined().utf8).write(to: URL(filePath: folder + "/all.jsonl"))
    let result = try Program.run(["report", "all.jsonl", "--group-by", "repository"], in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("2 in 2 repositories"))
    #expect(result.output.contains("all #1") && result.output.contains("all #2"))
  }

  /// `scripts/organisation` builds repositories whose truth is known. `LEAKAGE_ORGANISATION=200` makes as many.
  @Test(arguments: ["once", "monthly"])
  func `the figures recover the truth of a generated organisation`(probes: String) throws {
    let count = ProcessInfo.processInfo.environment["LEAKAGE_ORGANISATION"] ?? "8"
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scripts/organisation")
    let process = Process()
    process.executableURL = script
    process.arguments = ["--leakage", Program.path, "--repositories", count, "--probes", probes]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("0 secrets not found"))
  }
}
