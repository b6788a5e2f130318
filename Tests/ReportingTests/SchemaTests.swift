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
    ("sarif", "rich.sarif"), ("sarif", "empty.sarif"), ("gitlab", "rich.gitlab.json"),
    ("gitlab", "empty.gitlab.json"),
    ("junit", "rich.junit.xml"), ("junit", "empty.junit.xml"),
  ]

  @Test func `the schema of reports is valid, closed and describes every member`() throws {
    #expect(try Validator.violations(kind: "schema") == "")
  }

  @Test(arguments: files)
  func `a golden file satisfies its schema`(_ kind: String, _ name: String) throws {
    #expect(try Validator.violations(kind: kind, in: [TestData.golden.appending(path: name)]) == "")
  }

  @Test(arguments: [
    ("report", OutputFormat.json), ("lines", .jsonl), ("sarif", .sarif), ("gitlab", .gitlab),
    ("junit", .junit),
  ])
  func `random reports satisfy the schemas`(_ kind: String, _ format: OutputFormat) throws {
    let texts = try (1...5 as ClosedRange<UInt64>).map { seed in
      var random = RandomReport(seed: seed)
      return try random.report().rendered(as: format)
    }
    #expect(try Validator.violations(kind: kind, of: texts) == "")
  }

  @Test(arguments: [("report", OutputFormat.json), ("lines", .jsonl)])
  func `merged reports with figures, trend and gate satisfy the schema`(
    _ kind: String, _ format: OutputFormat
  ) throws {
    let texts = try [SampleReport.rich, SampleReport.crowded, SampleReport.empty].map { report in
      var age = AgeReport(report)
      var earlier = EarlierReport()
      earlier.add(.finding(SampleReport.rich.findings[0], nil))
      age.compare(with: earlier)
      age.report.gate = GateResult(.anyFinding, for: report)
      return try age.rendered(as: format)
    }
    #expect(try Validator.violations(kind: kind, of: texts) == "")
  }

  @Test(arguments: [
    ("report", OutputFormat.json, "complete"), ("sarif", .sarif, "runs"),
    ("gitlab", .gitlab, "vulnerabilities"),
    ("junit", .junit, "testsuite"),
  ])
  func `the validator notices a wrong member`(_ kind: String, _ format: OutputFormat, _ member: String) throws
  {
    let text = try SampleReport.empty.rendered(as: format)
      .replacing("\"\(member)\"", with: "\"\(member)Misspelt\"").replacing(
        "<\(member) ", with: "<\(member)Misspelt "
      )
      .replacing("</\(member)>", with: "</\(member)Misspelt>")
    #expect(try Validator.violations(kind: kind, of: [text]).contains(member))
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

  /// What is wrong with reports that were rendered.
  static func violations(kind: String, of texts: [String]) throws -> String {
    let files = texts.map { _ in
      FileManager.default.temporaryDirectory.appending(path: "leakage-\(UUID()).json")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for (text, file) in zip(texts, files) { try Data(text.utf8).write(to: file) }
    return try violations(kind: kind, in: files)
  }

  /// What the script prints; its complaint when it could not run. One run for all files: it takes longer to start
  /// than to look at one.
  static func violations(kind: String, in files: [URL] = []) throws -> String {
    guard let python else { throw Missing() }
    let process = Process()
    process.executableURL = python
    let script = TestData.root.appending(path: "testdata/schemas/validate.py").path
    process.arguments = ["-W", "error::SyntaxWarning", script, kind] + files.map(\.path)
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
