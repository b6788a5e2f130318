import Detectors
import Findings
import Testing

@testable import Migration

/// `.gitleaks.toml`, `.gitleaksignore` and reports.
@Suite struct GitleaksTests {
  private func rule(_ lines: String, _ rest: String = "") throws -> Imported {
    try Imported("[extend]\nuseDefault = true\n[[rules]]\n\(lines)\n\(rest)", .gitleaks)
  }

  @Test func `a rule becomes a detector`() throws {
    let imported = try rule(
      """
      id = "Zap_Token"
      description = "Zap token"
      Regex = '''(zap)=(zt_[a-z0-9]{24})'''
      secretGroup = 2
      entropy = 3
      path = '''\\.env$'''
      keywords = ["ZAP"]
      [[rules.allowlists]]
      paths = ['''^old/''']
      stopwords = ["sample"]
      regexes = ['''never''']
      """)
    let detector = try #require(try imported.detectors().first)
    #expect(imported.migrated.remarks.map(\.name) == ["extend.useDefault"])
    #expect(detector.id == "zap-token" && detector.summary.name == "Zap token" && detector.minEntropy == 3)
    #expect(detector.rule == .pattern("(?:zap)=(?<secret>zt_[a-z0-9]{24})"))
    #expect(detector.literals == [Detector.Literal("zap=zt_")])
    #expect(detector.paths == ["**.env"] && detector.excludedPaths == ["old/**"])
    #expect(detector.stopWords == ["sample", "never"])
  }

  @Test(
    arguments: [
      ("id='a'\nregex='''[a-f0-9]{32}'''", "a", "no text of three characters"),
      ("id='a'\nregex='''(a+)+zap!'''\nkeywords=['zz']", "a", "quantifiers are nested"),
      ("id='a'\nregex='''za(p'''", "a", "a group is not closed"),
      ("id='a'\nregex='''zap(x)?y(z)?'''", "a", "which group holds the value"),
      ("id='a'\nregex='''zap(x)'''\nsecretGroup=2", "a", "no group 2"),
      ("id='a'\npath='''x$'''", "a", "names"),
      ("id='a'", "a", "no regex"),
      ("regex='''[0-9]'''", "rule 1", "no text"),
      ("id='a'\nregex='''zap_[a-z]{9}'''\nskipReport=true", "a", "reports nothing"),
    ] as [(String, String, String)])
  func `a rule that cannot be one is left, with the reason`(lines: String, name: String, reason: String)
    throws
  {
    let imported = try rule(lines)
    #expect(imported.migrated.detectors.isEmpty)
    #expect(imported.has(.left, name, reason), "\(imported.remarks)")
    #expect(imported.migrated.remarks.first?.place == "f:3")
  }

  @Test func `what differs is said`() throws {
    let regex = "regex='''zt_[a-z0-9]{24}'''"
    #expect(try rule("id='a'\n\(regex)\nkeywords=['other']").has(.changed, "a", "keywords are not asked for"))
    #expect(
      try rule("id='a'\nregex='''\\b[a-z0-9]{24}\\b'''\nkeywords=['zapp']").has(
        .changed, "a", "only near its keywords"))
    #expect(try rule("id='a'\n\(regex)\npath='''[a-z]+x'''").has(.changed, "a", "its path is no glob"))
    #expect(try rule("id='a'\n\(regex)\n[[rules.required]]\nid='b'").has(.changed, "a", "requires nearby"))
    #expect(try rule("id='a'\nregex='''^zt_[a-z0-9]{24}$'''").has(.changed, "a", "start of a line"))
    #expect(
      try rule("id='github-pat-classic'\n\(regex)").migrated.detectors.first?.id
        == "imported-github-pat-classic")
    #expect(
      try Imported("[[rules]]\nid='a'\n\(regex)", .gitleaks).has(.changed, "extend.useDefault", "stay in use")
    )
    #expect(try rule("id='a'\n\(regex)\n[[rules]]\nid='A'\n\(regex)").has(.left, "A", "same id"))
  }

  @Test func `an imported rule gives way to a better claim`() throws {
    let detector = try #require(try rule("id='gh'\nregex='''ghp_[A-Za-z0-9]{36}'''").detectors().first)
    #expect(detector.yieldsTo.contains { $0.hasPrefix("github") } || detector.yieldsTo.isEmpty)
  }

  @Test func `global allow lists are carried over as far as they can be`() throws {
    let secret = "zz9" + digits("word", 20)
    let imported = try rule(
      "id='a'\nregex='''zt_[a-z0-9]{24}'''",
      """
      [[allowlists]]
      paths = ['''vendor/''', '''[a-z]+x''']
      commits = ["\(digits("c"))"]
      stopwords = ["sample", "\(secret)"]
      [[allowlists]]
      regexTarget = "line"
      regexes = ['''word''']
      [[allowlists]]
      condition = "AND"
      paths = ['''a/''']
      stopwords = ["b"]
      [[allowlists]]
      targetRules = ["a", "aws-key"]
      paths = ['''^only/''']
      """)
    #expect(imported.globs == ["**vendor/**"])
    let detector = try #require(try imported.detectors().first)
    #expect(detector.stopWords == ["sample"] && detector.excludedPaths == ["only/**"])
    #expect(
      imported.migrated.claims.map(\.subject) == [
        .part(Secret("sample".utf8)), .part(Secret(secret.utf8)), .commit(digits("c")),
      ])
    #expect(imported.has(.left, "path 2", "no glob says the same"))
    #expect(imported.has(.left, "regex 1", "the text around a value"))
    #expect(imported.has(.left, "condition", "all must hold"))
    #expect(imported.has(.left, "rule 'aws-key'", "no rule that was carried over"))
    #expect(imported.has(.changed, "words", "found today"))
    #expect(
      !imported.remarks.joined().contains(secret)
        && !DetectorDocument.text(of: imported.migrated.detectors).contains(secret))
  }

  @Test func `an allow list's expressions are for a scan to look up`() throws {
    let imported = try rule(
      "id='github-pat-classic'\nregex='''zt_[a-z0-9]{24}'''",
      """
      [[rules.allowlists]]
      regexes = ['''^zt_(?i)a+''', '''x*''', '''(y''']
      commits = ["\(digits("c"))"]
      """)
    #expect(imported.migrated.claims.map(\.subject) == [.matching("(?m:^)zt_(?i:a)+"), .commit(digits("c"))])
    #expect(imported.migrated.claims.allSatisfy { $0.detector == "imported-github-pat-classic" })
    #expect(imported.has(.left, "regex 2", "every value") && imported.has(.left, "regex 3", "not closed"))
  }

  @Test func `line ends of Windows are read`() throws {
    let text =
      "[extend]\nuseDefault = true\n[[rules]]\nid='a'\nregex='''zt_[a-z]{24}'''\n[allowlist]\npaths=['''(a''']\n"
    let imported = try Imported(text.replacing("\n", with: "\r\n"), .gitleaks)
    #expect(imported.migrated.detectors.map(\.place) == ["f:3"])
    #expect(imported.migrated.remarks.map(\.place) == ["f:1", "f:6"])
    #expect(try Imported("a:b:3\r\nc:d:4\r\n", .gitleaksIgnore).migrated.claims.count == 2)
  }

  @Test func `what is extended is said`() throws {
    let imported = try Imported(
      "[extend]\npath = \"base.toml\"\ndisabledRules = [\"a\", \"github-pat-classic\", \"other\"]\n[[rules]]\nid='a'\nregex='zt_[a-z]{9}'",
      .gitleaks)
    #expect(imported.has(.left, "extend.path", "was not read"))
    #expect(imported.migrated.detectors.isEmpty && imported.has(.needless, "a", "disabled"))
    #expect(imported.migrated.disabled.map(\.name) == ["github-pat-classic"])
    // Whose rules an id is of, nobody knows without them.
    #expect(imported.has(.left, "other", "one of their own rules, which were not read"))
    #expect(imported.has(.changed, "github-pat-classic", "may find other things"))
    #expect(
      try Imported("[extend]\nuseDefault = true\n", .gitleaks).has(.changed, "extend.useDefault", "not read"))
  }

  @Test func `an ignore file is read by its last fields`() throws {
    let commit = digits("c")
    let imported = try Imported(
      "# words\n\(commit):a:b.env:rule-x:7\na/b.env:rule-y:8  # why\n\nnonsense\n", .gitleaksIgnore)
    #expect(
      imported.migrated.claims.map(\.subject) == [
        .line(path: "a:b.env", line: 7, commit: commit), .line(path: "a/b.env", line: 8, commit: nil),
      ])
    #expect(imported.migrated.claims.map(\.place) == ["f:2", "f:3"])
    #expect(imported.remarks == ["f:5 left entry: it is neither commit:file:rule:line nor file:rule:line"])
  }

  @Test func `a report is a list of known values`() throws {
    let value = "zt_" + digits("v", 24)
    let imported = try Imported(
      """
      [
       {
        "RuleID": "r1",
        "Secret": "\(value)",
        "File": "a.env", "StartLine": 3, "Commit": "\(digits("c"))"
       },
       {
        "RuleID": "r2",
        "Secret": "REDACTED",
        "File": "b.env", "StartLine": 4, "Commit": ""
       },
       {
        "RuleID": "r3"
       }
      ]
      """, .gitleaks)
    #expect(
      imported.migrated.claims.map(\.subject) == [
        .value(Secret(value.utf8)), .line(path: "b.env", line: 4, commit: nil),
      ])
    #expect(imported.migrated.claims.allSatisfy { $0.purpose == .known })
    #expect(imported.migrated.claims.map(\.place) == ["f:3", "f:8"])
    #expect(imported.has(.left, "r3", "no file and line"))
  }
}
