import Findings
import Testing

/// Posture issues in a baseline, and in a policy.
struct PostureBaselineTests {
  private static let now = Timestamp(year: 2026, month: 11, day: 1)

  private func issue(_ path: String, key: String? = "TOKEN", line: Int = 1, was former: [String]? = nil)
    -> PostureIssue
  {
    PostureIssue(
      rule: "dockerfile-arg-secret", severity: .medium, path: path, line: line, key: key, formerPaths: former)
  }

  private func report(_ issues: [PostureIssue], checked: Bool = true, diagnostics: [Diagnostic] = [])
    -> Report
  {
    var target = Report.Target(kind: .repository, path: "/srv/a")
    target.postureChecked = checked ? true : nil
    var report = Report(
      tool: .init(version: "0", detectors: 1, catalog: "0"), generatedAt: Self.now, targets: [target],
      detectors: [], findings: [], diagnostics: diagnostics, statistics: Statistics())
    report.posture = issues
    return report
  }

  private func states(_ issues: [PostureIssue], against baseline: Baseline) -> [BaselineState?] {
    var report = report(issues)
    baseline.apply(to: &report)
    return report.posture.map(\.baselineState)
  }

  @Test func `a known issue is known wherever it stands in its file, and no other is`() {
    let baseline = Baseline.create(from: report([issue("Dockerfile"), issue("b/Dockerfile", key: nil)]))
    #expect(baseline.posture.count == 2 && baseline.entries.isEmpty)
    #expect(states([issue("Dockerfile", line: 77)], against: baseline) == [.unchanged])
    #expect(
      states(
        [issue("c/Dockerfile"), issue("Dockerfile", key: "OTHER"), issue("b/Dockerfile")], against: baseline)
        == [.new, .new, .new])
  }

  @Test func `a known issue stays known when its file is renamed`() {
    let baseline = Baseline.create(from: report([issue("Dockerfile")]))
    let moved = issue("build/Dockerfile", was: ["old/Dockerfile", "Dockerfile"])
    #expect(states([moved], against: baseline) == [.unchanged])
    let updated = baseline.updated(with: report([moved]))
    #expect(updated.posture.map(\.path) == ["build/Dockerfile"])
  }

  @Test func `one more of the same is an update`() {
    let baseline = Baseline.create(from: report([issue("Dockerfile"), issue("Dockerfile", line: 9)]))
    #expect(baseline.posture.map(\.copies) == [2])
    #expect(states([issue("Dockerfile")], against: baseline) == [.unchanged])
    let three = (1...3).map { issue("Dockerfile", line: $0) }
    #expect(states(three, against: baseline) == [.updated, .updated, .updated])
    #expect(three.allSatisfy { $0.isActionable })
  }

  @Test func `what is put aside stays out of a baseline`() {
    var aside = issue("Dockerfile")
    aside.suppression = Suppression(source: .inline)
    #expect(Baseline.create(from: report([aside])).posture.isEmpty)
  }

  @Test func `an update drops what is gone only where every file was checked`() {
    let old = Timestamp(year: 2024, month: 1, day: 1)
    let entries = [issue("a"), issue("b")].map {
      Baseline.PostureEntry(
        fingerprint: $0.fingerprint, check: $0.rule, path: $0.path, key: $0.key, firstSeen: old,
        reason: "known")
    }
    let baseline = Baseline(created: old, entries: [], posture: entries)
    let seen = [issue("a"), issue("c")]
    let whole = baseline.updated(with: report(seen))
    #expect(whole.posture.map(\.path).sorted() == ["a", "c"])
    #expect(
      whole.posture.first { $0.path == "a" }.map { [$0.reason, $0.firstSeen.date] } == [
        "known", "2024-01-01",
      ])
    #expect(
      baseline.updated(with: report(seen, checked: false)).posture.map(\.path).sorted() == ["a", "b", "c"])
    let unchecked = Diagnostic(
      severity: .note, code: Diagnostic.postureUnchecked, message: "", isIncomplete: false)
    #expect(baseline.updated(with: report(seen, diagnostics: [unchecked])).posture.count == 3)
    var told = report(seen)
    baseline.apply(to: &told)
    #expect(told.diagnostics.map(\.message) == ["1 posture issue of the baseline no longer found"])
    told = report(seen, checked: false)
    baseline.apply(to: &told)
    #expect(told.diagnostics.isEmpty)
  }

  @Test func `a baseline is read as it was written, and needs no posture`() throws {
    let baseline = Baseline.create(from: report([issue("Dockerfile"), issue("b", key: nil)]))
    #expect(try Baseline(json: try baseline.json()) == baseline)
    let plain = Baseline.create(from: report([]))
    #expect(!String(decoding: try plain.json(), as: UTF8.self).contains("posture"))
    #expect(try Baseline(json: try plain.json()) == plain)
  }

  private static let checks: Set<String> = ["dockerfile-arg-secret", "mcp-literal-key"]

  @Test(arguments: [
    ("posture", 2, true), ("any", 0, true), ("posture+severity>=high", 0, false),
    ("live,posture+new", 2, false),
    ("dockerfile-arg-secret", 2, false), ("mcp-literal-key", 0, false), ("posture+age>90d", 2, false),
  ])
  func `conditions of a policy may be about posture`(words: String, count: Int, isShort: Bool) throws {
    let policy = try Policy(words: [words], checks: Self.checks)
    let gate = GateResult(policy, for: report([issue("a"), issue("b")]))
    #expect(gate.violatingPosture.count == count)
    #expect(gate.isPassed == (count == 0))
    #expect((gate.postureViolations == nil) == (words == "any"))
    if isShort { #expect(gate.reason.contains("secrets") == (words == "any"), "\(gate.reason)") }
  }

  @Test(arguments: ["posture+live", "posture+head", "mcp-literal-key+x", "posture+confidence>=high"])
  func `conditions that posture cannot meet are refused`(words: String) {
    #expect(throws: PolicyWordError.self) { try Policy(words: [words], checks: Self.checks) }
  }

  @Test func `what an earlier report knew is not new`() throws {
    let policy = try Policy(words: ["posture+new"], checks: Self.checks)
    let report = report([issue("a"), issue("b")])
    let known = GateResult.Known(findings: [], posture: [issue("a").name(in: "/srv/a")])
    #expect(GateResult(policy, for: report, known: known).violatingPosture.map(\.path) == ["b"])
  }
}
