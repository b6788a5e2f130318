import Findings
import Foundation
import Testing

@testable import Reporting

/// Posture in every form of a report, and through merges.
struct PostureReportTests {
  private static let files: [(String, OutputFormat)] = [
    ("practices.txt", .text), ("practices.json", .json), ("practices.jsonl", .jsonl),
    ("practices.sarif", .sarif),
    ("practices.md", .markdown), ("practices.html", .html), ("practices.csv", .csv),
    ("practices.junit.xml", .junit),
  ]

  private static var age: AgeReport {
    var age = AgeReport(SampleReport.practices)
    var policy = Policy(rules: [.init()])
    policy.posture = .anyIssue
    age.report.gate = GateResult(policy, for: age.report)
    return age
  }

  @Test(arguments: files)
  func `a report with posture gives the bytes of its golden file`(name: String, format: OutputFormat) throws {
    let text = try Self.age.rendered(as: format, style: TextStyle(width: 100))
    let file = TestData.golden.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(
      try text == String(decoding: Data(contentsOf: file), as: UTF8.self),
      "record it with RECORD_GOLDEN=1 if that is meant")
  }

  private static func merged(_ reports: [Report], as format: OutputFormat) throws -> AgeReport {
    var merge = ReportMerge()
    for report in reports {
      // As the program reads them: whose issues these are, it knows before it meets the first.
      var (feed, items) = (ReportFeed(), [ReportFeed.Item]())
      try feed.feed(Array(try report.rendered(as: format).utf8)) { items.append($0) }
      for case .header(let header) in items { merge.add(header) }
      for item in items {
        switch item {
        case .finding(let finding, _): merge.add(finding)
        case .posture(let issue, let rule):
          if let rule { merge.add(rule) }
          merge.add(issue)
        case .postureRule(let rule): merge.add(rule)
        case .header, .detector, .diagnostic, .observation: break
        }
      }
    }
    return merge.finished(version: "0", options: .init())
  }

  private static func report(_ name: String, _ issues: [PostureIssue], day: Int = 1, checked: Bool = true)
    -> Report
  {
    var report = SampleReport.empty
    report.generatedAt = Timestamp(year: 2026, month: 11, day: day)
    report.targets = [
      .init(kind: .repository, path: "/srv/\(name)", remote: "https://git.example.org/\(name).git")
    ]
    report.targets[0].postureChecked = checked ? true : nil
    report.posture = issues
    report.postureRules = SampleReport.postureRules
    return report
  }

  @Test(arguments: [OutputFormat.json, .jsonl])
  func `a merge counts what the scans counted, each repository by itself`(format: OutputFormat) throws {
    let issues = SampleReport.practices.posture
    let same = Self.report("a", issues)
    let age = try Self.merged(
      [same, Self.report("b", Array(issues.filter { $0.isActionable }.prefix(2))), Self.report("c", [])],
      as: format)
    let alone = try #require(same.summary.posture)
    let whole = try #require(age.report.summary.posture)
    #expect(alone.total == 6 && alone.actionable == 4 && alone.suppressed == 1 && alone.baselined == 1)
    #expect(whole.total == 8 && whole.actionable == 6 && whole.repositories == 2 && whole.checked == 3)
    #expect(whole.byRule == ["acme-static-key": 2, "acme-url-token": 4])
    #expect(age.report.postureRules == SampleReport.postureRules)
    #expect(age.report.posture.allSatisfy { $0.repository?.hasPrefix("https://git.example.org/") == true })
    #expect(
      age.postureTally.sentence.hasPrefix(
        "6 posture issues in 2 of 3 repositories, 4 high or worse, the oldest 7 y"))
    #expect(try Self.merged([same], as: format).report.summary.posture == alone)
  }

  @Test func `the newest check of a repository stands, and a scan without posture says nothing of it`() throws
  {
    let old = Self.report("a", [SampleReport.issue(0, "old.yml", since: 2020)])
    let new = Self.report("a", [SampleReport.issue(0, "new.yml", since: 2020)], day: 2)
    let clean = Self.report("a", [], day: 3)
    let unchecked = Self.report("a", [], day: 4, checked: false)
    for reports in [[old, new], [new, old], [new, old, unchecked], [unchecked, old, new]] {
      #expect(try Self.merged(reports, as: .jsonl).report.posture.map(\.path) == ["new.yml"])
    }
    #expect(try Self.merged([clean, old, new], as: .json).report.posture.isEmpty)
    #expect(try Self.merged([new, clean], as: .json).report.summary.posture?.actionable == 0)
  }

  @Test(arguments: [OutputFormat.json, .jsonl])
  func `what an earlier report had is not new`(format: OutputFormat) throws {
    let old = Self.report("a", [SampleReport.issue(0, "old.yml", since: 2020)])
    let new = Self.report(
      "a", [SampleReport.issue(0, "old.yml", since: 2020), SampleReport.issue(0, "new.yml", since: 2026)],
      day: 2)
    var earlier = EarlierReport()
    var feed = ReportFeed()
    try feed.feed(Array(try old.rendered(as: format).utf8)) { earlier.add($0) }
    var age = try Self.merged([new], as: format)
    let policy = try Policy(words: ["posture+new"])
    #expect(
      GateResult(policy, for: age.report, known: earlier.known(to: age)).violatingPosture.map(\.path) == [
        "new.yml"
      ])
    // The same repository, scanned in another folder.
    age.repositories = ["elsewhere"]
    for index in age.report.posture.indices { age.report.posture[index].repository = "elsewhere" }
    #expect(
      GateResult(policy, for: age.report, known: earlier.known(to: age)).violatingPosture.map(\.path) == [
        "new.yml"
      ])
  }

  @Test(arguments: OutputFormat.allCases)
  func `nobody is told of posture where nobody looked`(format: OutputFormat) throws {
    let text = try AgeReport(SampleReport.rich).rendered(as: format)
    #expect(!text.replacing("kind", with: "").lowercased().contains("posture"))
  }

  @Test func `where one result of SARIF is compared all are`() throws {
    var report = SampleReport.rich
    report.posture = SampleReport.practices.posture
    let text = try report.rendered(as: .sarif)
    #expect(
      text.components(separatedBy: "\"baselineState\"").count - 1 == report.findings.count
        + report.posture.count)
  }
}
