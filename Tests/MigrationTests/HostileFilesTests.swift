import TestRepositories
import Testing

@testable import Migration

/// Files that were written to break their reader, or damaged.
@Suite struct HostileFilesTests {
  private static let samples: [(kind: ImportKind, text: String)] = [
    (
      .gitleaks,
      "[extend]\nuseDefault = true\n[[rules]]\nid = 'a'\nregex = '''(?i)zap[_-]?key=([a-z0-9]{20})'''\nkeywords = ['zap']\n"
        + "[[rules.allowlists]]\npaths = ['''^a/(b|c)$''']\n[allowlist]\nstopwords = ['x']\n"
    ),
    (
      .gitleaks,
      "[{\"RuleID\": \"a\", \"Secret\": \"s\", \"File\": \"b\", \"StartLine\": 3, \"Commit\": \"\"}]"
    ),
    (.gitleaksIgnore, digits("c") + ":a.env:rule:3\nb.env:rule:4\n"),
    (
      .detectSecrets,
      "{\"results\": {\"a\": [{\"type\": \"t\", \"hashed_secret\": \"\(digits("h"))\", \"line_number\": 3}]}, "
        + "\"filters_used\": [{\"path\": \"detect_secrets.filters.regex.should_exclude_file\", \"pattern\": [\"^a/\"]}]}"
    ),
    (
      .ggshield,
      "version: 2\nsecret:\n  ignored_paths: [a/b]\n  ignored_matches:\n    - {name: a, match: b}\n"
    ),
    (
      .kingfisher,
      "rules:\n- name: A\n  id: a.1\n  pattern: |\n    (?x) zapkey = ([a-z0-9]{20})  # words\n  min_entropy: 3\n"
        + "  examples: [a]\n"
    ),
    (.kingfisher, "ExactFindings:\n  matches:\n  - filepath: a/b\n    linenum: 3\n"),
  ]

  @Test(arguments: samples.indices)
  func `damaged files are read or refused`(index: Int) {
    let (kind, text) = HostileFilesTests.samples[index]
    for seed in FuzzRun(rounds: 300) {
      var mutator = Mutator(seed: seed)
      let damaged = String(decoding: mutator.damaged(Array(text.utf8)), as: UTF8.self)
      do {
        let migrated = try Migrated(reading: damaged, of: kind, file: "f")
        for draft in migrated.detectors { _ = try? DetectorDocument.detector(of: draft) }
      } catch { #expect(!"\(error)".isEmpty) }
    }
  }

  @Test func `nesting ends in an error and not in a crash`() {
    let count = 100_000
    let texts: [(ImportKind, String)] = [
      (.ggshield, String(repeating: "[", count: count)), (.ggshield, String(repeating: "{a: ", count: count)),
      (.kingfisher, String(repeating: "- ", count: count)),
      (.detectSecrets, String(repeating: "[", count: count)),
      (.detectSecrets, String(repeating: "{\"results\":", count: count)),
      (.gitleaks, "a = " + String(repeating: "[", count: count)),
      (.gitleaks, "[[rules]]\nid='a'\nregex='''" + String(repeating: "(", count: 30_000) + "'''"),
    ]
    for (kind, text) in texts {
      do {
        let migrated = try Migrated(reading: text, of: kind, file: "f")
        #expect(migrated.detectors.isEmpty)
      } catch { #expect(!"\(error)".isEmpty) }
    }
  }

  @Test func `aliases do not multiply`() throws {
    var bomb = "a0: &a0 [x, x]\n"
    for level in 1...40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let error = #expect(throws: ImportError.self) {
      try Migrated(reading: bomb + "? *a40\n: 1\n", of: .ggshield, file: "f")
    }
    #expect(error?.reason == "has more than 20 aliases")
    let few = "x: &x [a/b]\nsecret:\n  ignored_paths: *x\n"
    #expect(try Imported(few, .ggshield).globs == ["**/a/b"])
  }

  @Test func `an error never quotes the text`() {
    let secret = "zt_" + digits("v", 24)
    for (kind, text) in [
      (ImportKind.ggshield, "a: '\(secret)\nb: [\(secret)"), (.gitleaks, "a = '\(secret)\n\(secret)"),
      (.detectSecrets, "{\"a\": \"\(secret)"), (.kingfisher, "\(secret): [1\n"),
    ] {
      let error = #expect(throws: ImportError.self) { try Migrated(reading: text, of: kind, file: "f") }
      #expect(error?.description.contains(secret) == false)
    }
  }

  @Test func `many rules take little time`() throws {
    let rules = (0..<300).map { "[[rules]]\nid='zap\($0)'\nregex='''zap\($0)_[a-z0-9]{24}'''\n" }.joined()
    let start = ContinuousClock.now
    #expect(try Imported(rules, .gitleaks).migrated.detectors.count == 300)
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
