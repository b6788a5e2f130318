import Findings
import Testing

@testable import Reporting

/// Whoever gets a report in whatever form is told whether it passes.
struct GateFormatTests {
  private static let failed: [(OutputFormat, String)] = [
    (.text, "policy failed: "), (.json, "\"isPassed\": false"), (.jsonl, "\"isPassed\":false"),
    (.sarif, "\"gate\": \"failed\""), (.html, "<p class=\"gate failed\">"), (.markdown, "**Policy failed**"),
    (.csv, ",failed,true,secret,\r\n"), (.gitlab, "\"value\": \"policy failed: "),
    (.junit, "name=\"gate\" value=\"failed\""),
  ]

  private func age(_ report: Report, _ policy: Policy) -> AgeReport {
    var age = AgeReport(report)
    age.report.gate = GateResult(policy, for: report)
    return age
  }

  @Test func `the table names every format`() {
    #expect(Self.failed.map(\.0.rawValue) == OutputFormat.allCases.map(\.rawValue))
  }

  @Test(arguments: failed)
  func `a failed gate stands in every format`(_ format: OutputFormat, _ words: String) throws {
    let failing = age(SampleReport.rich, .anyFinding)
    #expect(try failing.rendered(as: format).contains(words))
    #expect(try failing.report.rendered(as: format).contains(words))
    let many = age(SampleReport.crowded, .anyFinding)
    #expect(try many.rendered(as: format).contains(words))
  }

  @Test(arguments: failed)
  func `a passed gate does as well, also of nothing, but for a CSV without rows`(
    _ format: OutputFormat, _ words: String
  )
    throws
  {
    let passed = words.replacing("failed", with: "passed").replacing("false", with: "true")
      .replacing(",true", with: ",")
    #expect(try age(SampleReport.rich, Policy(rules: [])).rendered(as: format).contains(passed))
    let empty = try age(SampleReport.empty, .anyFinding).rendered(as: format)
    #expect(empty.contains(passed) == (format != .csv))
  }

  @Test func `what fails in JUnit is what violates the policy`() throws {
    let failing = age(SampleReport.rich, try Policy(words: ["severity>=critical+head"]))
    let gate = try #require(failing.report.gate)
    #expect(gate.violations > 0 && gate.violations < SampleReport.rich.findings.count)
    let text = try failing.rendered(as: .junit)
    #expect(text.split(separator: "<failure ").count - 1 == gate.violations)
    #expect(text.contains("failures=\"\(gate.violations)\""))
  }
}
