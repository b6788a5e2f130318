import Findings
import Testing

@testable import Reporting

@Suite struct HostileInputTests {
  @Test(arguments: OutputFormat.allCases, 1...8 as ClosedRange<UInt64>)
  func `no control or direction character of the input reaches the output`(
    _ format: OutputFormat, _ seed: UInt64
  ) throws {
    var random = RandomReport(seed: seed)
    let output = try random.report().rendered(as: format, style: TextStyle(isVerbose: true))
      .replacing("\r\n", with: "\n")  // rows of CSV end so (RFC 4180)
    #expect(!output.unicodeScalars.contains { $0 != "\n" && $0.isHostile })
  }

  @Test(arguments: [
    ("a\u{1b}[31mb", "a\\x1b[31mb"), ("\u{7}\r\n", "\\x07\\x0d\\x0a"), ("\u{85}", "\\x85"),
    ("\u{7f}", "\\x7f"),
    ("x\u{202e}y", "x\\u{202e}y"), ("\u{2028}", "\\u{2028}"), ("\u{feff}", "\\u{feff}"),
    ("\u{e0041}", "\\u{e0041}"), ("👩‍💻 é 日本", "👩‍💻 é 日本"), ("", ""),
  ])
  func `hostile characters are escaped and others are kept`(_ text: String, _ expected: String) {
    #expect(text.escapedForTerminal == expected)
  }

  @Test(arguments: [
    ("a/b.txt", "a/b.txt"), ("a b", "a%20b"), ("é", "%C3%A9"), ("a:b", "a%3Ab"), ("100%", "100%25"),
    ("x#y?z", "x%23y%3Fz"), ("\u{1b}", "%1B"),
  ])
  func `paths become URI references`(_ path: String, _ expected: String) {
    #expect(path.percentEncodedPath == expected)
  }

  @Test(arguments: [
    ("https://git.example.org/a.git", "https://git.example.org/a.git"),
    ("https://user:word@git.example.org/a", "https://git.example.org/a"),
    ("https://git.example.org/a?token=1#x", "https://git.example.org/a"),
    ("git@git.example.org:acme/a.git", "ssh://git.example.org/acme/a.git"),
    ("ssh://git@git.example.org:2222/a", "ssh://git.example.org:2222/a"),
  ])
  func `remotes become addresses without user and password`(_ remote: String, _ expected: String) {
    #expect(remote.repositoryAddress == expected)
  }

  @Test(arguments: ["/srv/git/a", "../a", "C:\\a", "ext::sh -c x", ""])
  func `local remotes have no address`(_ remote: String) {
    #expect(remote.repositoryAddress == nil)
  }
}
