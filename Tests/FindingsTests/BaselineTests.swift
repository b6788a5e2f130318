import Findings
import Testing

struct BaselineTests {
  typealias Samples = SuppressionSamples

  private let salt = String(repeating: "0f", count: 16)

  @Test func `a report becomes a baseline that knows all of it`() {
    var report = Samples.report([Samples.finding(1), Samples.finding(2, paths: ["b", "a", "b"])])
    let baseline = Baseline.create(from: report, salt: salt, keyID: "abc")
    #expect(baseline.entries.map(\.paths).contains(["a", "b"]))
    baseline.apply(to: &report)
    #expect(report.findings.map(\.baselineState) == [.unchanged, .unchanged])
    #expect(report.findings.allSatisfy { !$0.isActionable })
    #expect(report.diagnostics.isEmpty)
  }

  @Test func `a new secret is new, a new path is an update, a lost path is nothing`() {
    let baseline = Baseline.create(
      from: Samples.report([Samples.finding(1, paths: ["a", "b"]), Samples.finding(2, paths: ["a"])]))
    var report = Samples.report([
      Samples.finding(1, paths: ["b"]), Samples.finding(2, paths: ["a", "c"]), Samples.finding(3),
    ])
    baseline.apply(to: &report)
    #expect(report.findings.map(\.baselineState) == [.unchanged, .updated, .new])
    #expect(report.findings.map(\.isActionable) == [false, true, true])
  }

  @Test func `where copies are too many to list their number decides`() {
    let baseline = Baseline.create(from: Samples.report([Samples.finding(1, count: 2000)]))
    var same = Samples.report([Samples.finding(1, count: 2000)])
    baseline.apply(to: &same)
    #expect(same.findings.first?.baselineState == .unchanged)
    var more = Samples.report([Samples.finding(1, count: 2001)])
    baseline.apply(to: &more)
    #expect(more.findings.first?.baselineState == .updated)
  }

  @Test func `vanished secrets are counted only when the scan saw everything`() {
    let baseline = Baseline.create(from: Samples.report([Samples.finding(1), Samples.finding(2)]))
    var whole = Samples.report([Samples.finding(1)])
    baseline.apply(to: &whole)
    #expect(whole.diagnostics.map(\.message) == ["1 secret of the baseline no longer found"])
    #expect(whole.complete)
    var narrow = Samples.report([], scope: "staged")
    baseline.apply(to: &narrow)
    #expect(narrow.diagnostics.isEmpty)
  }

  @Test func `an update keeps reasons and dates, adds what is new and drops what is gone`() {
    let old = Timestamp(year: 2020, month: 1, day: 1)
    let baseline = Baseline(
      salt: salt, created: old,
      entries: [1, 2].map {
        .init(
          fingerprint: Samples.fingerprint($0), detector: "sample-token", paths: ["a"], firstSeen: old,
          reason: "known")
      })
    let report = Samples.report([Samples.finding(1, paths: ["b"]), Samples.finding(3)])
    let updated = baseline.updated(with: report)
    #expect(updated.salt == salt && updated.created == old)
    #expect(Set(updated.entries.map(\.fingerprint)) == [Samples.fingerprint(1), Samples.fingerprint(3)])
    let first = updated.entries.first { $0.fingerprint == Samples.fingerprint(1) }
    #expect(first?.paths == ["b"] && first?.firstSeen == old && first?.reason == "known")

    let partial = baseline.updated(
      with: Samples.report([Samples.finding(1, paths: ["b"])], isComplete: false))
    #expect(partial.entries.count == 2)
    #expect(partial.entries.first { $0.fingerprint == Samples.fingerprint(1) }?.paths == ["a", "b"])
  }

  @Test func `what a rule hides does not enter the baseline`() {
    var finding = Samples.finding(1)
    finding.suppression = Suppression(source: .inline)
    #expect(Baseline.create(from: Samples.report([finding])).entries.isEmpty)
    let known = Baseline.create(from: Samples.report([Samples.finding(1)]))
    #expect(known.updated(with: Samples.report([finding])).entries == known.entries)
  }

  @Test func `the file is stable, sorted and comes back as it was`() throws {
    let report = Samples.report([Samples.finding(5, paths: ["z/é", "a/b"]), Samples.finding(3)])
    let reversed = Samples.report([Samples.finding(3), Samples.finding(5, paths: ["a/b", "z/é"])])
    let baseline = Baseline.create(from: report, salt: salt, keyID: "0123456789abcdef")
    let json = try baseline.json()
    #expect(try Baseline.create(from: reversed, salt: salt, keyID: "0123456789abcdef").json() == json)
    #expect(try Baseline(json: json) == baseline)
    let lines = String(decoding: json, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.contains { $0.hasSuffix("\"a/b\",") })
    #expect(lines.last == "")
  }

  @Test func `entries that a merge doubled become one`() {
    let entries = ["a", "b"].map {
      Baseline.Entry(
        fingerprint: Samples.fingerprint(1), detector: "sample-token", paths: [$0], firstSeen: Samples.now)
    }
    #expect(Baseline(created: Samples.now, entries: entries).entries.map(\.paths) == [["a", "b"]])
  }

  @Test(arguments: [
    ("", "baseline-not-json"),
    ("[1", "baseline-not-json"),
    ("<<<<<<< HEAD\n{}", "baseline-not-json"),
    ("{}", "baseline-malformed"),
    (#"{"version": 2, "created": "2026-01-01T00:00:00Z", "entries": []}"#, "baseline-version"),
    (#"{"version": 1, "created": "yesterday", "entries": []}"#, "baseline-malformed"),
    (#"{"version": 1, "created": "2026-01-01T00:00:00Z"}"#, "baseline-malformed"),
    (
      #"{"version": 1, "salt": "short", "created": "2026-01-01T00:00:00Z", "entries": []}"#,
      "baseline-malformed"
    ),
    (
      #"{"version": 1, "created": "2026-01-01T00:00:00Z", "entries": [{"fingerprint": "pasted-secret"}]}"#,
      "baseline-malformed"
    ),
  ])
  func `a file that is no baseline is refused without a quotation`(text: String, code: String) {
    let error = #expect(throws: BaselineError.self) { try Baseline(json: Array(text.utf8)) }
    #expect(error?.code.rawValue == code)
    #expect(error.map { "\($0)".contains("pasted") } == false)
  }

  @Test func `damaged files are read or refused but never crash`() throws {
    var random = SeededRandom(seed: 5)
    let json = try Baseline.create(
      from: Samples.report([Samples.finding(1), Samples.finding(2)]), salt: salt
    ).json()
    for _ in 0..<1000 {
      var damaged = json
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do {
        _ = try Baseline(json: Array(damaged.prefix(Int.random(in: 0...damaged.count, using: &random))))
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
