import Findings
import Foundation
import Testing

@testable import Posture

/// The table of rules and what is written of it.
struct RuleTests {
  @Test func `ids differ and are such as ignore files take`() {
    #expect(PostureRules.ids.count == PostureRules.all.count)
    for id in PostureRules.ids {
      #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(id)")
    }
  }

  @Test(arguments: PostureRules.all)
  func `a rule says why, what instead and where that is documented`(rule: PostureRule) {
    #expect(!rule.title.isEmpty && !rule.why.isEmpty && !rule.fix.isEmpty)
    #expect(rule.reference.hasPrefix("https://") && !rule.reference.contains(" "))
    #expect(!rule.why.hasSuffix(".") && !rule.fix.hasSuffix("."))
  }

  @Test func `docs/posture.md has the table`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/posture.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = "<!-- checks: written by RECORD_GOLDEN=1 swift test --filter RuleTests -->\n"
    let end = "<!-- end of checks -->\n"
    let first = try #require(text.range(of: start))
    let last = try #require(text.range(of: end))
    let rows = PostureRules.all.map { rule in
      "| `\(rule.id)` | \(rule.severity.rawValue) | \(rule.title): \(rule.why) | [\(rule.fix)](\(rule.reference)) |\n"
    }
    let expected = "\n| id | severity | what and why | instead |\n|---|---|---|---|\n" + rows.joined() + "\n"
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.replacingCharacters(in: first.upperBound..<last.lowerBound, with: expected)
        .write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(text[first.upperBound..<last.lowerBound] == expected, "record it with RECORD_GOLDEN=1")
  }

  @Test(arguments: [
    ("any", 3), ("severity>=high", 1), ("age>90d", 2), ("severity>=high+age>90d", 0), ("mcp-literal-key", 1),
    ("mcp-literal-key,severity>=medium", 3), ("age>1y,mcp-literal-key", 3),
    ("dockerfile-env-secret+age>10y", 0),
  ])
  func `a policy tells which issues fail`(words: String, count: Int) throws {
    let now = Timestamp(year: 2026, month: 11, day: 1)
    let old = Exposure(start: Timestamp(year: 2024, month: 1, day: 1))
    let new = Exposure(start: Timestamp(year: 2026, month: 10, day: 20))
    var hidden = PostureIssue(rule: "mcp-literal-key", severity: .critical, path: "d", exposure: old)
    hidden.suppression = Suppression(source: .inline)
    let issues = [
      PostureIssue(rule: "mcp-literal-key", severity: .high, path: "a", exposure: new),
      PostureIssue(rule: "actions-aws-static-key", severity: .medium, path: "b", exposure: old),
      PostureIssue(rule: "actions-gcp-static-key", severity: .medium, path: "c"), hidden,
    ]
    let result = try PosturePolicy(words: [words], known: PostureRules.ids).result(for: issues, at: now)
    #expect(result.violations == count)
    #expect(result.isPassed == (count == 0))
  }

  @Test(arguments: ["severity>=severe", "live", "no-such-check", "age>x", "", "any,"])
  func `what no policy says is refused`(words: String) {
    #expect(throws: PolicyWordError.self) { try PosturePolicy(words: [words], known: PostureRules.ids) }
  }

  @Test func `nothing that is told holds a value`() {
    let text = """
      {"mcpServers": {"a": {"url": "https://u:\(Made.password)@x/s/\(Made.key)\(Made.other)?key=\(Made.key)",
        "args": ["--token=\(Made.key)", "-e", "A_TOKEN=\(Made.other)"], "env": {"B_TOKEN": "\(Made.key)"},
        "headers": {"Authorization": "Bearer \(Made.other)"}}}}
      """
    let outcome = checked(".mcp.json", text)
    #expect(outcome.issues.count == 5)
    let words = outcome.issues.flatMap { [$0.key, $0.place, $0.detail].compactMap(\.self) }.joined(
      separator: " ")
    for value in [Made.key, Made.other, Made.password] {
      let letters = Array(value)
      for start in 0...(letters.count - 8) { #expect(!words.contains(String(letters[start..<start + 8]))) }
    }
  }
}
