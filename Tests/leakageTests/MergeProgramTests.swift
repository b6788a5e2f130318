import Detectors
import Foundation
import TestRepositories
import Testing

/// Whole runs of `leakage scan --shard`, `leakage merge` and `leakage scan --hits`.
struct MergeProgramTests {
  private static func token(_ seed: UInt64) throws -> String {
    try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: seed)
  }

  private static func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leakage-merge-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func repository(_ seeds: [UInt64]) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for (index, seed) in seeds.enumerated() {
      try repository.commit(
        "deploy-\(index).env", "TOKEN=\(try token(seed))\n",
        at: TemporaryRepository.epoch + Int64(index) * TemporaryRepository.day)
    }
    try repository.repack()
    return repository
  }

  private static func run(_ arguments: String..., in folder: String, expects status: Int32) throws -> String {
    let result = try Program.run(arguments, in: folder)
    #expect(result.status == status, "\(arguments): \(result.error)")
    return status == 0 || status == 1 ? result.output : result.error
  }

  private static func content(_ name: String, in folder: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  @Test func `shards, joined in any grouping, give the report of one scan`() throws {
    let (folder, repository) = (try Self.folder(), try Self.repository([1, 2, 3]))
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = repository.path
    for index in 1...4 {
      _ = try Self.run("scan", "--shard", "\(index)/4", "-o", "\(index).json", path, in: folder, expects: 0)
      let text = try Self.content("\(index).json", in: folder)
      for seed in 1...3 as ClosedRange<UInt64> { #expect(!text.contains(try Self.token(seed).prefix(12))) }
    }
    _ = try Self.run("merge", "4.json", "2.json", "-o", "even.jsonl", in: folder, expects: 3)
    _ = try Self.run("merge", "even.jsonl", "1.json", "3.json", "-o", "a.jsonl", in: folder, expects: 0)
    _ = try Self.run("merge", "3.json", "2.json", "1.json", "4.json", "-o", "b.jsonl", in: folder, expects: 0)
    #expect(try Self.content("a.jsonl", in: folder) == Self.content("b.jsonl", in: folder))
    let validate = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      for line in open(sys.argv[2]): jsonschema.Draft202012Validator(schema).validate(json.loads(line))
      """
    let schema = YAMLFile.root + "/docs/shard.schema.json"
    let validation = try Program.run(
      ["-c", validate, schema, "a.jsonl"], program: YAMLFile.root + "/.venv/bin/python", in: folder)
    #expect(validation.status == 0, "\(validation.error)")
    let now = ["--now", "2024-02-01", "-f", "json"]
    let whole = try Program.run(["scan"] + now + [path], in: folder)
    let finished = try Program.run(["scan", "--hits", "a.jsonl"] + now + [path], in: folder)
    #expect(whole.status == 1 && finished.status == 1, "\(finished.error)")
    #expect(whole.output == finished.output)
    let part = try Program.run(
      ["scan", "--hits", "even.jsonl", "--exit-code", "0"] + now + [path], in: folder)
    #expect(part.status == 3 && part.error.contains("shards 1 and 3 of 4 are missing"), "\(part.error)")
  }

  @Test func `shards of another repository, or with other settings, are refused`() throws {
    let (folder, repository) = (try Self.folder(), try Self.repository([4]))
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try Self.run("scan", "--shard", "1/1", "-o", "1.json", repository.path, in: folder, expects: 0)
    let other = try Self.repository([5])
    let error = try Self.run("scan", "--hits", "1.json", other.path, in: folder, expects: 2)
    #expect(error.contains("no shards of this repository"))
    let setting = try Self.run(
      "scan", "--hits", "1.json", "--max-size", "1k", repository.path, in: folder, expects: 2)
    #expect(setting.contains("--max-size"))
    _ = try Self.run("scan", "--hits", "none.json", repository.path, in: folder, expects: 2)
    _ = try Self.run("scan", "--shard", "3/2", repository.path, in: folder, expects: 2)
    _ = try Self.run("scan", "--shard", "1/2", "main..HEAD", repository.path, in: folder, expects: 2)
    _ = try Self.run("scan", "--shard", "1/2", "--staged", repository.path, in: folder, expects: 2)
    _ = try Self.run("scan", "--shard", "1/2", "-f", "sarif", repository.path, in: folder, expects: 2)
    let report = try Self.run("report", "1.json", "-f", "json", in: folder, expects: 3)
    #expect(report.contains("its shards have not been made a report"))
  }

  @Test func `reports join in any grouping, and the age report is the same`() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, seeds) in [("a.json", [6, 7]), ("b.jsonl", [6]), ("c.json", [8, 6])] as [(String, [UInt64])] {
      let format = name.hasSuffix("l") ? "jsonl" : "json"
      let repository = try Self.repository(seeds)
      for now in ["2024-02-01", "2024-03-01"] {
        _ = try Self.run(
          "scan", "--now", now, "-f", format, "-o", now == "2024-02-01" ? "old-" + name : name,
          repository.path,
          in: folder, expects: 1)
      }
    }
    _ = try Self.run("merge", "a.json", "old-b.jsonl", "-o", "ab.jsonl", in: folder, expects: 0)
    _ = try Self.run("merge", "c.json", "ab.jsonl", "b.jsonl", "-o", "one.jsonl", in: folder, expects: 0)
    _ = try Self.run(
      "merge", "old-a.json", "b.jsonl", "a.json", "c.json", "c.json", "old-c.json", "-o", "other.jsonl",
      in: folder, expects: 0)
    #expect(try Self.content("one.jsonl", in: folder) == Self.content("other.jsonl", in: folder))
    _ = try Self.run("merge", "one.jsonl", "-o", "again.jsonl", in: folder, expects: 0)
    #expect(try Self.content("one.jsonl", in: folder) == Self.content("again.jsonl", in: folder))
    let parts = try Self.run("report", "a.json", "b.jsonl", "c.json", "-f", "csv", in: folder, expects: 0)
    let merged = try Self.run("report", "one.jsonl", "-f", "csv", in: folder, expects: 0)
    let secrets = merged.split(whereSeparator: \.isNewline).filter { !$0.contains(",posture,") }
    #expect(parts == merged && secrets.count == 4)
  }

  @Test(arguments: ["{\"a\": 1}", "{\"type\": \"finding\"}", "[1]", "{", ""])
  func `what is no report is refused`(text: String) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try text.write(toFile: folder + "/a.json", atomically: true, encoding: .utf8)
    let result = try Program.run(["merge", "a.json"], in: folder)
    #expect(result.status == (text.isEmpty ? 0 : 2), "\(result.error)")
  }
}
