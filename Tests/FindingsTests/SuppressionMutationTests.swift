import Findings
import TestRepositories
import Testing

/// Seeded damage to ignore files, baselines and path patterns: each is read or refused, and nothing hides what it
/// does not name.
struct SuppressionMutationTests {
  typealias Samples = SuppressionSamples

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `ignore files`() {
    let lines = [
      "\(Samples.fingerprint(1)) reason=\"rotated \\\"soon\\\"\" until=2030-01-01 # done",
      "\"with space/**\" detector=sample-token",
      "tests/**/[a-z]*?.env\t reason=x", "\u{FEFF}docs/", "a\\ b\\", "# only",
    ]
    for round in FuzzRun(rounds: 4000) {
      var random = Mutator(seed: round)
      let whole = (0..<1 + random.below(4)).map { _ in lines[random.below(lines.count)] }.joined(
        separator: "\n")
      let file = IgnoreFile.parse(text(random.damaged(Array(whole.utf8))), path: ".leakageignore")
      #expect(file.diagnostics.allSatisfy { $0.place?.hasPrefix(".leakageignore:") == true })
      _ = file.suppression(
        for: Samples.finding(7, paths: ["tests/a/b.env", "docs/\u{0}x"]), now: Samples.now)
    }
  }

  @Test func `a line longer than any path is no entry`() {
    for character in ["[", "*", "a/", "\\", "\""] {
      let start = ContinuousClock.now
      let file = IgnoreFile.parse(String(repeating: character, count: 2_000_000), path: ".leakageignore")
      #expect(file.rules.isEmpty && file.diagnostics.count == 1)
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  @Test func `baselines`() throws {
    let entries = [Samples.finding(1, paths: ["a", "b/c"]), Samples.finding(2)]
    let report = Samples.report(entries)
    let whole = try Baseline.create(from: report, salt: String(repeating: "ab", count: 16)).json()
    for round in FuzzRun(rounds: 1500) {
      var random = Mutator(seed: round)
      do throws(BaselineError) {
        var copy = report
        try Baseline(json: random.damaged(whole, most: 3)).apply(to: &copy)
        #expect(copy.findings.count >= report.findings.count)
      } catch { #expect(!"\(error)".isEmpty) }
    }
    for opening in ["[", "{\"a\":", "\""] {
      let deep = Array(String(repeating: opening, count: 200_000).utf8)
      #expect(throws: BaselineError.self) { try Baseline(json: deep) }
    }
  }

  @Test func `path patterns take time in proportion`() {
    let alphabet = Array("ab/*?[]!-\\.é\u{0}")
    for round in FuzzRun(rounds: 3000) {
      var random = Mutator(seed: round)
      let pattern = String((0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] })
      let path = String((0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] })
      _ = PathGlob(pattern).matches(path)
    }
  }
}
