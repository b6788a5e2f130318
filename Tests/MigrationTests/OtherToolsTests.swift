import Detectors
import Findings
import Testing

@testable import Migration

/// detect-secrets, ggshield, Kingfisher and Nosey Parker.
@Suite struct OtherToolsTests {
  @Test func `a baseline of detect-secrets has known and false ones`() throws {
    let imported = try Imported(
      """
      {
        "version": "1.5.0",
        "plugins_used": [
          {"name": "Base64HighEntropyString", "limit": 4.5}, {"name": "HexHighEntropyString", "limit": 2.0},
          {"name": "Own", "path": "file://own.py"}
        ],
        "filters_used": [
          {"path": "detect_secrets.filters.heuristic.is_likely_id_string"},
          {"path": "detect_secrets.filters.regex.should_exclude_file", "pattern": ["^docs/.*", "(a"]},
          {"path": "detect_secrets.filters.regex.should_exclude_line", "pattern": ["x"]},
          {"path": "file://filters.py::no"}
        ],
        "results": {
          "b.env": [
            {
              "type": "Secret Keyword",
              "hashed_secret": "\(digits("1"))",
              "is_secret": false, "line_number": 3
            },
            {
              "type": "Private Key",
              "hashed_secret": "\(digits("2"))",
              "line_number": 5
            },
            {"type": "Hex", "hashed_secret": "short"}
          ]
        }
      }
      """, .detectSecrets)
    #expect(imported.globs == ["docs/**"])
    #expect(imported.migrated.claims.map(\.subject) == [.sha1(digits("1")), .sha1(digits("2"))])
    #expect(imported.migrated.claims.map(\.purpose) == [.ignored, .known])
    #expect(imported.migrated.claims.last?.fallback == .line(path: "b.env", line: 5, commit: nil))
    #expect(imported.migrated.claims.map(\.place) == ["f:17", "f:22"])
    #expect(imported.has(.left, "Hex in b.env", "no SHA-1"))
    #expect(imported.has(.left, "excluded files", "not closed"))
    for name in [
      "plugin HexHighEntropyString", "plugin Own", "filter regex.should_exclude_line",
      "filter file://filters.py::no",
    ] {
      #expect(
        imported.migrated.remarks.contains { $0.name == name && $0.kind == .left }, "\(imported.remarks)")
    }
    let old = try Imported(
      #"{"exclude": {"files": "\\.lock$", "lines": "x"}, "word_list": {"file": "w"}, "results": {}}"#,
      .detectSecrets)
    #expect(old.globs == ["**.lock"] && old.migrated.remarks.map(\.name) == ["exclude.lines", "word_list"])
  }

  @Test func `a configuration of ggshield is read in both versions`() throws {
    let value = "zt_" + digits("v", 24)
    let new = try Imported(
      """
      version: 2
      exit-zero: true
      show_secrets: false
      secret:
        ignored-paths:
          - '**/README.md'
          - doc/*
          - LICENSE
          - /a?/b
          - '**'
        ignored_matches:
          - name: one
            match: \(digits("s", 64))
          - name:
            match: \(value)
        ignored_detectors:
          - Generic Thing
          - GitHub personal access token (classic)
      iac:
        ignored_paths: [x]
      """, .ggshield)
    #expect(new.globs == ["**/README.md", "**/doc/*", "LICENSE", "/a\\?/b"])
    #expect(new.migrated.claims.map(\.subject) == [.sha256(digits("s", 64)), .value(Secret(value.utf8))])
    #expect(new.migrated.claims.map(\.place) == ["f:12", "f:14"])
    #expect(new.migrated.disabled.map(\.name) == ["github-pat-classic"])
    #expect(
      Set(new.migrated.remarks.map { "\($0.kind.rawValue) \($0.name)" })
        == ["left ignored path", "left Generic Thing", "left exit_zero", "needless iac"])
    #expect(!new.remarks.joined().contains(value))
    let old = try Imported(
      "paths-ignore: [a/b]\nmatches-ignore:\n  - \(value)\n  - match: \(digits("t", 64))\n", .ggshield)
    #expect(old.globs == ["**/a/b"] && old.migrated.claims.count == 2)
  }

  private static let rules = """
    rules:
      - name: Zap Key
        id: own.zap.1
        pattern: |
          (?xi)
          \\b zap [_-]? key   # the name
          \\s*=\\s*
          (?P<TOKEN> zk[a-z0-9]{22} )
        min_entropy: 3.1
        confidence: medium
        examples: ["zap_key=zk\(digits("e", 22))", "no"]
        negative_examples: ["zap_key=zk"]
        references: [words, "https://zap.example/keys"]
        pattern_requirements:
          min_digits: 1
          ignore_if_contains: [sample]
        validation: {type: Http}
        depends_on_rule: [{rule_id: own.zap.2, variable: ID}]
      - name: Hidden
        id: own.zap.2
        visible: false
        pattern: zapid=([0-9]{9})
      - name: Bare
        id: own.zap.3
        pattern: '[0-9]{9}'
    """

  @Test func `rules of Kingfisher become detectors`() throws {
    let imported = try Imported(OtherToolsTests.rules, .kingfisher)
    let detector = try #require(try imported.detectors().first)
    #expect(detector.id == "own-zap-1" && detector.confidence == .medium && detector.minEntropy == 3.1)
    #expect(detector.rule == .pattern("(?i)\\bzap[\\-_]?key\\s*=\\s*(?<secret>zk[A-Za-z0-9]{22})"))
    #expect(detector.summary.reference == "https://zap.example/keys" && detector.stopWords == ["sample"])
    #expect(imported.migrated.detectors.count == 1)
    #expect(imported.has(.left, "own.zap.2", "hidden") && imported.has(.left, "own.zap.3", "no text"))
    for reason in ["1 of its 2 examples is not found", "validated", "another rule", "kinds of characters"] {
      #expect(imported.has(.changed, "own.zap.1", reason), "\(imported.remarks)")
    }
    #expect(!imported.has(.changed, "own.zap.1", "negative"))
  }

  @Test func `a baseline of Kingfisher names paths and lines`() throws {
    let new = try Imported(
      "version: 2\nfingerprint_algorithm: kingfisher-v1\nrepositories:\n- id: git://x\n  findings:\n"
        + "  - path: src/a.rs\n    fingerprint: '38'\n    rule_id: k.1\n    line: 52\n  - path: b\n",
      .kingfisher)
    let old = try Imported(
      "ExactFindings:\n  matches:\n  - filepath: repo/src/a.rs\n    fingerprint: '1'\n    linenum: 5\n",
      .kingfisher)
    #expect(new.migrated.claims.map(\.subject) == [.line(path: "src/a.rs", line: 52, commit: nil)])
    #expect(new.migrated.claims.map(\.place) == ["f:6"])
    #expect(new.has(.left, "b", "no file and line"))
    #expect(old.migrated.claims.map(\.fallback) == [.line(path: "src/a.rs", line: 5, commit: nil)])
  }

  @Test(
    arguments: [
      ("a/.gitleaks.toml", "", .gitleaks), (".gitleaksignore", "", .gitleaksIgnore),
      (".secrets.baseline", "", .detectSecrets), (".gitguardian.yml", "", .ggshield),
      ("x.toml", "title='a'\n[[rules]]\n", .gitleaks), ("x.json", "[{\"RuleID\": 1}]", .gitleaks),
      ("x.json", "{\"plugins_used\": []}", .detectSecrets), ("x.yml", OtherToolsTests.rules, .kingfisher),
      ("x.yml", "rules:\n- name: a\n  pattern: b\n", .noseyParker),
      ("b.yaml", "ExactFindings:\n", .kingfisher),
      ("x.yml", "version: 2\nsecret:\n", .ggshield), ("x.txt", "hello", nil),
    ] as [(String, String, ImportKind?)])
  func `whose a file is its name or its content tells`(name: String, text: String, kind: ImportKind?) {
    #expect(ImportKind(name: name, text: text) == kind)
  }

  @Test func `an ignore file of Nosey Parker becomes excluded paths`() throws {
    let imported = try Imported(
      """
      # vendored
      *.min.js
      node_modules/
      /build
      docs/samples/**
      docs/img/
      a\\ \

      !keep.js
      /
      """, .noseyParkerIgnore)
    #expect(
      imported.globs == [
        "*.min.js", "**/*.min.js/", "**/node_modules/", "/build", "/build/", "docs/samples/**", "docs/img/",
        "a\\ ", "**/a\\ /",
      ])
    #expect(imported.remarks.count == 1 && imported.has(.left, "pattern", "no counterpart"))
    #expect(imported.migrated.remarks.map(\.place) == ["f:8"])
  }

  @Test(arguments: [
    ("node_modules/", "a/node_modules/b/c.js", true), ("node_modules/", "node_modules", false),
    ("build", "x/build/y", true), ("/build", "x/build/y", false), ("/build", "build/y/z", true),
    ("*.lock", "a/b.lock", true),
    ("docs/a", "docs/a/b", true), ("docs/a", "x/docs/a", false),
  ])
  func `its patterns mean here what they mean there`(pattern: String, path: String, isMeant: Bool) {
    let globs = NoseyParkerIgnore.globs(pattern).map { PathGlob($0) }
    #expect(globs.contains { $0.matches(path) } == isMeant)
  }
}
