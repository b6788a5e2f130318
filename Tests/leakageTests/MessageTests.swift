import Findings
import Testing

@testable import leakage

@Suite struct MessageTests {
  @Test(arguments: [
    ("--bogus", "error: unknown option '--bogus'\n  help: see: leakage scan --help"),
    ("scan --brnch x", "error: unknown option '--brnch'\n  help: did you mean '--branch'?"),
    (
      "scan -f xml",
      "error: the value 'xml' is invalid for '-f <format>'\n"
        + "  help: please provide one of 'text', 'json', 'jsonl', 'sarif', 'html', 'markdown', 'csv', 'gitlab' or 'junit'"
    ),
    (
      "scan --now yesterday",
      "error: the value 'yesterday' is invalid for '--now <date>': not a date; write it as 2024-02-29 or "
        + "2024-02-29T13:05:09Z\n  help: see: leakage scan --help"
    ),
    ("scan --threads", "error: missing value for '--threads <n>'\n  help: see: leakage scan --help"),
  ])
  func `a usage error is two lines`(line: String, message: String) throws {
    let error = #expect(throws: (any Error).self) { try parse(line, as: ScanCommand.self) }
    let failure = CommandFailure(parsing: try #require(error))
    #expect(failure.description == message)
    #expect(failure.status == 2)
  }

  @Test(
    arguments: [
      ("githb-pat", "github-pat"), ("github", "github-pat"), ("slack-tokn", "slack-token"), ("zzzzzz", nil),
      ("", nil),
    ] as [(String, String?)])
  func `the nearest name is suggested`(word: String, name: String?) {
    #expect(Suggestion.nearest(to: word, among: ["github-pat", "slack-token", "aws-key"]) == name)
  }

  @Test func `diagnostics are printed without control characters`() {
    let report = Report(
      tool: .init(version: "1", detectors: 0, catalog: ""), generatedAt: Timestamp(seconds: 0), targets: [],
      detectors: [], findings: [],
      diagnostics: [
        Diagnostic(
          severity: .error, code: "x", message: "cannot read", place: "a\u{1B}[2Jb", help: "fetch it",
          isIncomplete: true),
        Diagnostic(severity: .note, code: "y", message: "by the way", isIncomplete: false),
      ], statistics: Statistics())
    #expect(
      DiagnosticLines.text(of: report, isQuiet: true) == "error: a\\x1b[2Jb: cannot read\n  help: fetch it")
    #expect(DiagnosticLines.text(of: report, isQuiet: false)?.hasSuffix("\nnote: by the way") == true)
  }
}
