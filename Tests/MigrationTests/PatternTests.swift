import Testing

@testable import Migration

/// Expressions of other tools as PCRE2, and what is derived from them.
@Suite struct PatternTests {
  private func translated(_ source: String, _ dialect: RegexDialect = .go, group: Int? = nil) throws -> String
  {
    let pattern = try ForeignPattern(source, dialect: dialect)
    return PatternWriter.text(of: pattern, secret: try SecretGroup(group, in: pattern))
  }

  @Test(
    arguments: [
      (#"\b(zap_[a-z0-9]{32})\b"#, #"\b(?<secret>zap_[a-z0-9]{32})\b"#),
      (
        #"(?i)zap[_-]?key\s*[:=]\s*['"]?([a-z0-9]{32})"#,
        #"(?i)zap[\-_]?key\s*[:=]\s*["']?(?<secret>[A-Za-z0-9]{32})"#
      ),
      (#"(?i:zap)_(?P<tok>[A-Z]+)"#, #"(?i:zap)_(?<secret>[A-Z]+)"#),
      (#"a(?i)b(?-i)c"#, "a(?i:b)c"),
      (#"\Qa.b\E{2}\Qc+"#, #"a\.b{2}c\+"#),
      (#"x{,3}"#, #"x\{,3\}"#),
      (#"[[:xdigit:]]{8}|\pN+"#, #"[A-Fa-f0-9]{8}|\d+"#),
      (#"(?s:.)(?U)b+"#, #"[\s\S]b+?"#),
      (#"\x41\x{42}\103"#, "ABC"),
      ("é+", #"(?:\xc3\xa9)+"#),
      ("(?:ab)+?c*", "(?:ab)+?c*"),
      ("(?:a+)+", "a+"),
      (#"a(?:.|[\r\n])+?b"#, #"a[\s\S]+?b"#),
      (#"^k$"#, "(?m:^)k(?m:$)"),
      (#"[\s\S]{3}[^\n][\w.-]"#, #"[\s\S]{3}.[A-Za-z0-9\-._]"#),
      ("(?:k1=(a{3})|k2=(b{3}))", "(?|k1=(a{3})|k2=(b{3}))"),
    ] as [(String, String)])
  func `Go's syntax becomes PCRE2`(source: String, expected: String) throws {
    #expect(try translated(source) == expected)
  }

  @Test(
    arguments: [
      ("(?x) zap _ # words\n  ( [a-z 0-9]{8} )", "zap_(?<secret>[a-z0-9]{8})"),
      ("[a-z&&[^aeiou]]", "[b-df-hj-np-tv-z]"),
      ("[a-f--[bc]]", "[ad-f]"),
      (#"\b{start}a\b{end}"#, #"\b(?=\w)a\b(?<=\w)"#),
      (#"\u0041"#, "A"),
    ] as [(String, String)])
  func `Rust's syntax becomes PCRE2`(source: String, expected: String) throws {
    #expect(try translated(source, .rust) == expected)
  }

  @Test(arguments: [
    "(a", "a)", "[a", "a{3,1}", #"(a)\1"#, #"\p{Greek}"#, "*a", #"\C"#, "(?<n", "[z-a]", #"\x{110000}"#,
    "a{70000}",
    "(?Z)a", "[[:what:]]", "a**", "a{2}{3}", #"\"#,
  ])
  func `what has no counterpart is refused`(source: String) {
    #expect(throws: RegexError.self) { try ForeignPattern(source, dialect: .go) }
  }

  @Test func `a group that is not there, or not certain, is refused`() throws {
    #expect(throws: RegexError.self) { try translated("(a)", group: 2) }
    #expect(throws: RegexError.self) { try translated("(a)?x(b)?") }
    #expect(try translated("(a)(b)", group: 2) == "(?:a)(?<secret>b)")
    #expect(try translated("ab", group: 0) == "ab")
  }

  @Test(
    arguments: [
      ("zap_[a-z]{8}", ["zap_"], false),
      ("(?i)zap[_-]?key=.{9}", ["zap-key=", "zap_key=", "zapkey="], true),
      ("(?:alpha|beta)_x", ["alpha_x", "beta_x"], false),
      ("[a-z]{3}-token-[0-9]+", ["-token-"], false),
      ("(?:ab){2}x", ["ababx"], false),
      ("k[ef]y=", ["key=", "kfy="], false),
      ("(?i)acme[_-]?(?:api)?[_-]?key=", ["acme"], true),
      ("(?:alpha)?beta", ["beta"], false),
      (#"\bAAA(?:[a-z]{4})+BBBB\b"#, ["BBBB"], false),
    ] as [(String, [String], Bool)])
  func `a text that stands in every match is found`(source: String, texts: [String], ignoresCase: Bool) throws
  {
    let literals = try #require(RequiredLiterals(of: try ForeignPattern(source, dialect: .go).root))
    #expect(literals.texts == texts && literals.ignoresCase == ignoresCase)
  }

  @Test(arguments: ["[a-z]{32}", "(?:abc)?[0-9]+", "ab|cdef", "(?i)a_b[0-9]{9}", "(?:alpha|[0-9]+)x"])
  func `where no text is certain none is made up`(source: String) throws {
    #expect(RequiredLiterals(of: try ForeignPattern(source, dialect: .go).root) == nil)
  }

  @Test(
    arguments: [
      ("vendor/", ["**vendor/**"]), (#"^src/.*\.snap$"#, ["src/**.snap"]), (#"\.lock$"#, ["**.lock"]),
      ("(^|/)node/", ["node/**", "**/node/**"]), (#"go\.(mod|sum)$"#, ["**go.mod", "**go.sum"]),
      ("^docs/[^/]+$", ["docs/?*"]), ("(?i)readme", ["**[rR][eE][aA][dD][mM][eE]**"]),
    ] as [(String, [String])])
  func `an expression on paths becomes globs`(source: String, globs: [String]) throws {
    #expect(try PathPatterns.globs(of: source) == globs)
  }

  @Test(arguments: [".*", "", "[a-z]+x", "(?=a)b", "x{9}", "a^b"])
  func `an expression that is no glob is refused`(source: String) {
    #expect(throws: RegexError.self) { try PathPatterns.globs(of: source) }
  }

  @Test func `deep nesting and long patterns are refused`() {
    let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
    #expect(throws: RegexError.self) { try ForeignPattern(deep, dialect: .go) }
    #expect(throws: RegexError.self) {
      try ForeignPattern(String(repeating: "a", count: 1 << 16), dialect: .go)
    }
  }
}
