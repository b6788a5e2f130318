import Findings
import Testing

@testable import Reporting

@Suite struct TextReportTests {
  private func text(_ report: Report, width: Int = 100) throws -> String {
    try report.rendered(as: .text, style: TextStyle(width: width))
  }

  private func lastLine(_ report: Report) throws -> Substring? {
    try text(report).split(separator: "\n").last
  }

  @Test func `the last line sums up`() throws {
    #expect(
      try lastLine(SampleReport.rich)
        == "16 secrets, 7 still in HEAD, 1 not committed, oldest 8 y 5 mo unrotated")
  }

  @Test func `a complete scan without findings says so and what was scanned`() throws {
    let text = try text(SampleReport.empty)
    #expect(text.contains("no secrets found"))
    #expect(text.contains("1,204 objects, 3.5 MB, 211 commits, 3 refs"))
  }

  @Test func `an incomplete scan without findings never claims that there are none`() throws {
    let text = try text(SampleReport.emptyAndIncomplete)
    #expect(text.contains("INCOMPLETE"))
    #expect(text.contains("help: git fetch --refetch"))
    #expect(!text.contains("no secrets"))
    #expect(!text.contains("no leaks"))
  }

  @Test func `an incomplete scan with findings says both`() throws {
    let lines = try text(SampleReport.rich).split(separator: "\n")
    #expect(lines.dropLast().last == "report incomplete: 3 things could not be read")
  }

  @Test func `groups stand worst first, inside by severity and then by age`() {
    let groups = TextReport(SampleReport.crowded, style: TextStyle()).groups
    #expect(groups.map(\.verdict) == groups.map(\.verdict).sorted())
    for group in groups {
      #expect(group.findings.map(\.severity) == group.findings.map(\.severity).sorted(by: >))
      for severity in Severity.allCases {
        let starts = group.findings.filter { $0.severity == severity }.compactMap(\.exposure.start)
        #expect(starts == starts.sorted())
      }
    }
  }

  @Test func `every finding of a crowded report has its line`() throws {
    let text = try text(SampleReport.crowded)
    #expect(text.split(separator: "\n").count < 600)
    for number in 1...300 {
      let start = String(repeating: " ", count: 4 - String(number).count) + "\(number)  "
      #expect(text.contains("\n" + start))
    }
  }

  @Test func `the finding to rotate first is the oldest of the worst`() throws {
    let text = try text(SampleReport.rich)
    #expect(text.contains("rotate first  GitHub personal access token (classic)  4 y 3 mo"))
  }

  @Test func `what is set aside is counted, and listed when asked for`() throws {
    #expect(
      try text(SampleReport.rich)
        .contains("1 suppressed by .leakageignore, 1 in the baseline, 1 gone since the baseline"))
    let verbose = try SampleReport.rich.rendered(as: .text, style: TextStyle(isVerbose: true))
    #expect(verbose.contains("suppressed by .leakageignore until 2027-01-01: test fixture [no key]"))
  }

  @Test func `where nothing counts, the last line says what was found and why it does not count`() throws {
    var report = SampleReport.empty
    var inline = SampleReport.suppressed
    inline.suppression = Suppression(source: .inline)
    report.findings = [SampleReport.suppressed, inline, SampleReport.baselined, SampleReport.gone]
    let reasons = "1 suppressed by .leakageignore, 1 suppressed by a comment beside it, 1 in the baseline"
    func unwrapped() throws -> String { try text(report).replacing("\n", with: " ") }
    #expect(try unwrapped().hasSuffix(" no new secrets: 3 were found, \(reasons) "))
    report.diagnostics = SampleReport.emptyAndIncomplete.diagnostics
    #expect(try unwrapped().contains(" no new secret (\(reasons)) in what could be read, but the report is"))
    report.findings = [SampleReport.suppressed]
    #expect(try report.rendered(as: .markdown).contains("1 was found, 1 suppressed by"))
    report.findings = [SampleReport.gone]
    report.diagnostics = []
    report.statistics.unsure = 12
    #expect(
      try text(report).hasSuffix("\nno secrets found; 12 less sure (shown with --confidence low)\n"))
  }

  @Test func `what was interrupted is not called unread`() throws {
    var report = SampleReport.rich
    report.diagnostics = [
      Diagnostic(
        severity: .error, code: "interrupted", message: "probing was interrupted", isIncomplete: true)
    ]
    let text = try text(report)
    #expect(text.contains("report incomplete: it was interrupted\n16 secrets"))
    #expect(!text.contains("could not be read"))
  }

  @Test func `a place is told with its repository where there are several`() throws {
    var report = SampleReport.rich
    report.findings = [
      SampleReport.finding(
        1, count: 1, detector: "x", validity: .unprobed, rotation: .none, placement: .head,
        exposure: Exposure(),
        occurrences: [SampleReport.occurrence("a.env", isInPlace: true)])
    ]
    report.findings[0].occurrences[0].repository = "https://git.example/acme/api.git"
    #expect(try !text(report).contains("acme/api: "))
    report.targets += report.targets
    #expect(try text(report).contains("where        acme/api: a.env:12"))
  }

  @Test(arguments: [
    (Timestamp(year: 2022, month: 8, day: 14), "4 y 3 mo"),
    (Timestamp(year: 2025, month: 11, day: 24), "1 y"),
    (Timestamp(year: 2025, month: 11, day: 25), "11 mo"), (Timestamp(year: 2026, month: 10, day: 24), "1 mo"),
    (Timestamp(year: 2026, month: 10, day: 25), "30 d"), (Timestamp(year: 2026, month: 11, day: 23), "1 d"),
    (Timestamp(year: 2026, month: 11, day: 24), "today"), (Timestamp(year: 2027, month: 1, day: 1), "today"),
    (Timestamp(year: 2024, month: 2, day: 29), "2 y 8 mo"),
  ])
  func `ages are calendar years, months and days`(_ start: Timestamp, _ words: String) {
    #expect(Words.age(from: start, to: SampleReport.now) == words)
  }

  @Test func `numbers are grouped and sizes rounded`() {
    #expect([0, 999, 1_000, 1_234_567].map(Words.grouped) == ["0", "999", "1,000", "1,234,567"])
    let sizes: [Int64] = [0, 999, 1_000, 9_949, 9_999, 999_949, 5_808_113_402]
    #expect(
      sizes.map(Words.bytes) == ["0 bytes", "999 bytes", "1.0 kB", "9.9 kB", "10 kB", "1000 kB", "5.8 GB"])
    #expect([0.04, 3.14, 12.6, 200].map(Words.duration) == ["0.0 s", "3.1 s", "13 s", "3 min 20 s"])
  }
}
