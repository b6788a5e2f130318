import Findings
import Testing

struct IgnoreFileTests {
  typealias Samples = SuppressionSamples

  private func parse(_ text: String) -> IgnoreFile { IgnoreFile.parse(text, path: ".leakageignore") }

  @Test func `a fingerprint hides its secret at any path`() {
    let file = parse("\(Samples.fingerprint(1)) reason=\"rotated in May\" # done\n")
    let suppression = file.suppression(for: Samples.finding(1, paths: ["a", "b/c"]), now: Samples.now)
    #expect(suppression == Suppression(source: .ignoreFile, reason: "rotated in May"))
    #expect(file.suppression(for: Samples.finding(2), now: Samples.now) == nil)
    #expect(file.diagnostics.isEmpty)
  }

  @Test func `blank lines, comments, a byte order mark and carriage returns are no entries`() {
    let file = parse("\u{FEFF}# first\r\n\r\n   \t\n  # second\n\(Samples.fingerprint(1))\r\n")
    #expect(file.rules.count == 1)
    #expect(file.rules.first?.place == ".leakageignore:5")
    #expect(file.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("tests/**", ["tests/a.env", "tests/deep/b.env"], true),
    ("tests/**", ["tests/a.env", "src/b.env"], false),
    ("*.pem", ["keys/a.pem", "b.pem"], true),
    ("\"with space/**\"", ["with space/a"], true),
    ("with\\ space/**", ["with space/a"], true),
    ("tests/** detector=other", ["tests/a.env"], false),
    ("tests/** detector=sample-token", ["tests/a.env"], true),
    ("** detector=sample-token", ["anything/at/all"], true),
    ("a=b/**", ["a=b/c"], true),
    ("\"#notes/*\"", ["#notes/x"], true),
  ])
  func `a path rule hides only what lies nowhere else`(line: String, paths: [String], isHidden: Bool) {
    let file = parse(line)
    #expect(file.diagnostics.isEmpty)
    let suppression = file.suppression(for: Samples.finding(1, paths: paths), now: Samples.now)
    #expect((suppression != nil) == isHidden)
  }

  @Test func `several path rules may cover a secret together`() {
    let file = parse("tests/**\nfixtures/** until=2027-01-01 reason=generated\n")
    let suppression = file.suppression(
      for: Samples.finding(1, paths: ["tests/a", "fixtures/b"]), now: Samples.now)
    #expect(suppression?.reason == "generated")
    #expect(suppression?.expires == Timestamp(year: 2027, month: 1, day: 2))
  }

  @Test func `a path rule hides neither a message nor a finding whose copies were cut`() {
    let file = parse("** detector=sample-token\n*.env\n")
    let cut = Samples.finding(1, count: 5000)
    #expect(file.suppression(for: cut, now: Samples.now) == nil)
    for medium in [Occurrence.Medium.commitMessage, .tagMessage, .note, .standardInput, .ref] {
      let sample = Samples.finding(1)
      let finding = Finding(
        fingerprint: sample.fingerprint, detector: sample.detector, redacted: "", entropy: 4,
        confidence: .high, validity: .unprobed, rotation: .none, placement: .head, exposure: Exposure(),
        occurrences: [Samples.occurrence("a.env"), Samples.occurrence("b.env", medium: medium)])
      #expect(file.suppression(for: finding, now: Samples.now) == nil)
    }
  }

  @Test(arguments: [
    ("2026-06-14", false), ("2026-06-15", true), ("2027-01-01", true), ("2028-02-29", true),
  ])
  func `an entry counts through its last day`(until: String, isHidden: Bool) {
    let file = parse("\(Samples.fingerprint(1)) until=\(until)")
    #expect((file.suppression(for: Samples.finding(1), now: Samples.now) != nil) == isHidden)
    var report = Samples.report([Samples.finding(1)])
    file.apply(to: &report)
    #expect(report.diagnostics.map(\.code) == (isHidden ? [] : ["ignore-entry-expired"]))
    #expect(report.statistics.suppressed == (isHidden ? 1 : 0))
  }

  @Test(arguments: [
    "\(SuppressionSamples.fingerprint(1)) until=2026-13-01",
    "\(SuppressionSamples.fingerprint(1)) until=tomorrow",
    "\(SuppressionSamples.fingerprint(1)) until=2026-01-01T00:00:00Z",
    "\(SuppressionSamples.fingerprint(1)) until=",
    "\(SuppressionSamples.fingerprint(1)) reason=\"not closed",
    "\(SuppressionSamples.fingerprint(1)) reason=a reason=b",
    "\(SuppressionSamples.fingerprint(1)) detector=Not_An_Id",
    "\(SuppressionSamples.fingerprint(1)) because=why",
    "\(SuppressionSamples.fingerprint(1)) old key",
    "src/my file.env",
    "0123456789ABCDEF0123456789ABCDEF",
    "0123456789abcdef0123456789abcdef01",
    "detector=sample-token", "until=2027-01-01 **", "!tests/**", "*", "**", "**/*", "/**", "\"\"",
    "tests/\u{1}", "tests/\u{7F}x",
  ])
  func `a bad line is a warning and hides nothing`(line: String) {
    let file = parse("# one\n\(line)\n")
    #expect(file.rules.isEmpty)
    #expect(file.diagnostics.map(\.place) == [".leakageignore:2"])
    #expect(file.diagnostics.map(\.severity) == [.warning])
    #expect(file.suppression(for: Samples.finding(1), now: Samples.now) == nil)
  }

  @Test func `diagnostics never quote the line`() {
    let pasted = "secret-pasted-by-mistake"
    var report = Samples.report([Samples.finding(1)])
    parse("\(pasted) x\n\(pasted)\n\(pasted) until=2020-01-01\n").apply(to: &report)
    #expect(report.diagnostics.count == 3)
    #expect(report.diagnostics.allSatisfy { !"\($0)".contains("pasted") })
  }

  @Test func `needless entries are told only by a scan that saw everything`() {
    let file = parse("\(Samples.fingerprint(7))\ntests/**\nsrc/**\n")
    let findings = [Samples.finding(1, paths: ["tests/a", "other/b"]), Samples.finding(2, paths: ["src/c"])]
    var whole = Samples.report(findings)
    file.apply(to: &whole)
    #expect(whole.diagnostics.map(\.code) == ["ignore-entry-unused", "ignore-entry-partial"])
    #expect(whole.findings.map { $0.suppression == nil } == [true, false])
    for var narrow in [
      Samples.report(findings, scope: "staged"), Samples.report(findings, isComplete: false),
    ] {
      file.apply(to: &narrow)
      #expect(narrow.diagnostics.allSatisfy { !$0.code.hasPrefix("ignore-entry") })
    }
  }

  @Test func `an entry is used though a comment hides the secret as well`() {
    var finding = Samples.finding(1)
    finding.suppression = Suppression(source: .inline)
    var report = Samples.report([finding])
    parse("\(Samples.fingerprint(1))").apply(to: &report)
    #expect(report.diagnostics.isEmpty)
    #expect(report.findings.first?.suppression?.source == .inline)
    #expect(report.statistics.suppressed == 1)
  }

  @Test func `random lines neither crash nor hide`() {
    var random = SeededRandom(seed: 11)
    let pieces = [
      "\"", "\\", "#", " ", "=", "detector=", "until=", "reason=", "2026-01-01", "[", "]", "!", "a", "é",
      "\u{0}",
      "{", "\r", "\t", "\(SuppressionSamples.fingerprint(9))",
    ]
    let finding = Samples.finding(1, paths: ["zzz/unlikely.name"])
    for _ in 0..<5000 {
      let line = (0..<Int.random(in: 0...12, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let file = parse(line)
      #expect(file.rules.count + file.diagnostics.count <= 1)
      #expect(file.suppression(for: finding, now: Samples.now) == nil)
    }
  }
}
