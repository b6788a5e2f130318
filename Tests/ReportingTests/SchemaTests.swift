import Findings
import Foundation
import Testing

@testable import Reporting

/// Runs `testdata/schemas/validate.py`. The interpreter is `LEAKAGE_PYTHON`, or that of `.venv`. Without one
/// the tests are skipped, but not in CI: there they fail.
@Suite(.enabled(if: Validator.python != nil || Validator.isCI, "no python3 with jsonschema in .venv"))
struct SchemaTests {
  static let files = [
    ("report", "rich.json"), ("report", "empty.json"), ("lines", "rich.jsonl"), ("lines", "empty.jsonl"),
    ("sarif", "rich.sarif"), ("sarif", "empty.sarif"), ("gitlab", "rich.gitlab.json"), ("gitlab", "empty.gitlab.json"),
    ("junit", "rich.junit.xml"), ("junit", "empty.junit.xml"),
  ]

  @Test func `the schema of reports is valid, closed and describes every member`() throws {
    #expect(try Validator.violations(kind: "schema") == "")
  }

  @Test(arguments: files)
  func `a golden file satisfies its schema`(_ kind: String, _ name: String) throws {
    #expect(try Validator.violations(kind: kind, in: TestData.golden.appending(path: name)) == "")
  }

  @Test(arguments: [
    ("report", OutputFormat.json), ("lines", .jsonl), ("sarif", .sarif), ("gitlab", .gitlab), ("junit", .junit),
  ])
  func `random reports satisfy the schemas`(_ kind: String, _ format: OutputFormat) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      var random = RandomReport(seed: seed)
      let text = try random.report().rendered(as: format)
      let file = FileManager.default.temporaryDirectory.appending(path: "leakage-\(UUID()).json")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(text.utf8).write(to: file)
      #expect(try Validator.violations(kind: kind, in: file) == "", "seed \(seed)")
    }
  }

  @Test(arguments: [("report", OutputFormat.json), ("lines", .jsonl)])
  func `merged reports with figures, trend and gate satisfy the schema`(_ kind: String, _ format: OutputFormat) throws {
    for report in [SampleReport.rich, SampleReport.crowded, SampleReport.empty] {
      var age = AgeReport(report)
      var earlier = EarlierReport()
      earlier.add(.finding(SampleReport.rich.findings[0], nil))
      age.compare(with: earlier)
      age.report.gate = GateResult(.anyFinding, for: report)
      let file = FileManager.default.temporaryDirectory.appending(path: "leakage-\(UUID()).json")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(age.rendered(as: format).utf8).write(to: file)
      let found = try Validator.violations(kind: kind, in: file)
      #expect(found == "", "\(found)")
    }
  }

  @Test(arguments: [
    ("report", OutputFormat.json, "complete"), ("sarif", .sarif, "runs"), ("gitlab", .gitlab, "vulnerabilities"),
    ("junit", .junit, "testsuite"),
  ])
  func `the validator notices a wrong member`(_ kind: String, _ format: OutputFormat, _ member: String) throws
  {
    let text = try SampleReport.empty.rendered(as: format)
      .replacing("\"\(member)\"", with: "\"\(member)Misspelt\"").replacing("<\(member) ", with: "<\(member)Misspelt ")
      .replacing("</\(member)>", with: "</\(member)Misspelt>")
    let file = FileManager.default.temporaryDirectory.appending(path: "leakage-\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    #expect(try Validator.violations(kind: kind, in: file).contains(member))
  }
}

enum Validator {
  struct Missing: Error {}

  static let isCI = ProcessInfo.processInfo.environment["CI"]?.isEmpty == false

  static let python: URL? = {
    if let named = ProcessInfo.processInfo.environment["LEAKAGE_PYTHON"], !named.isEmpty {
      return URL(filePath: named)
    }
    let local = TestData.root.appending(path: ".venv/bin/python3")
    return FileManager.default.isExecutableFile(atPath: local.path) ? local : nil
  }()

  /// What the script prints; its complaint when it could not run.
  static func violations(kind: String, in file: URL? = nil) throws -> String {
    guard let python else { throw Missing() }
    let process = Process()
    process.executableURL = python
    let script = TestData.root.appending(path: "testdata/schemas/validate.py").path
    process.arguments = ["-W", "error::SyntaxWarning", script, kind] + (file.map { [$0.path] } ?? [])
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return process.terminationStatus == 0 ? text : "exit \(process.terminationStatus): \(text)"
  }
}
