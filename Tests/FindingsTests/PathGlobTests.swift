import Findings
import Testing

@Suite struct PathGlobTests {
  @Test(arguments: [
    (".netrc", ".netrc", true), (".netrc", "home/me/.netrc", true), (".netrc", "home/.netrc/file", false),
    ("*.lock", "a/b/yarn.lock", true), ("*.lock", "a/b/yarn.lock.txt", false), ("*", "any/where", true),
    ("**/.netrc", ".netrc", true), ("**/.netrc", "a/b/.netrc", true), ("**/.netrc", "a/x.netrc", false),
    ("/Makefile", "Makefile", true), ("/Makefile", "sub/Makefile", false),
    ("src/*.swift", "src/A.swift", true), ("src/*.swift", "src/sub/A.swift", false),
    ("src/**/*.swift", "src/A.swift", true), ("src/**/*.swift", "src/a/b/A.swift", true),
    ("src/**/*.swift", "other/src/A.swift", false), ("docs/**", "docs/a/b", true), ("docs/**", "docs", false),
    ("docs/", "docs/a/b", true), ("docs/", "my/docs/a", false), ("a/**/b/**/c", "a/b/c", true),
    ("a/**/b/**/c", "a/x/b/y/z/c", true), ("a/**/b/**/c", "a/x/y/z/c", false), ("a**c/d", "a/b/c/d", true),
    ("file?.txt", "file1.txt", true), ("file?.txt", "file.txt", false), ("a?b/c", "a/b/c", false),
    ("naïv?.txt", "naïvé.txt", true), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false),
    ("[!a-c]x", "dx", true),
    ("[^a-c]x", "ax", false), ("[]]x", "]x", true), ("[a-]x", "-x", true), ("[a", "[a", true),
    ("a[/]b", "a/b", false), (#"\*.txt"#, "*.txt", true), (#"\*.txt"#, "a.txt", false),
    ("README", "readme", false), ("", "", false), ("", "a", false), ("**", "a/b", true),
  ])
  func `a glob matches whole paths`(glob: String, path: String, isMatch: Bool) {
    #expect(PathGlob(glob).matches(path) == isMatch)
  }

  @Test func `hostile patterns and paths take no exponential time`() {
    let path = String(repeating: "a/", count: 1000) + String(repeating: "a", count: 2000)
    let start = ContinuousClock.now
    #expect(!PathGlob(String(repeating: "**/a*a*", count: 20) + "b").matches(path))
    #expect(!PathGlob("x/" + String(repeating: "*", count: 60) + "b").matches(path))
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
