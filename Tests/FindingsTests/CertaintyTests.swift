import Findings
import Foundation
import Testing

struct CertaintyTests {
  @Test func `the documentation names every reason and level`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let document = try String(contentsOf: root.appending(path: "docs/confidence.md"), encoding: .utf8)
    for phrase in Certainty.Reasons.allPhrases { #expect(document.contains("| \(phrase) |"), "\(phrase)") }
    for level in Finding.Confidence.allCases { #expect(document.contains("| `\(level.rawValue)` |")) }
  }

  @Test func `the surer comes first, then the one with the weightier reason`() {
    let all = [
      Certainty(.low, .secretName), Certainty(.medium, .nearProse), Certainty(.medium, .nearName),
      Certainty(.high, .shape), Certainty(.certain, .checksum),
    ]
    #expect(all.shuffled().sorted(by: Certainty.precedes) == all.reversed())
  }

  @Test(arguments: [
    ("tests/a.py", true), ("src/test/java/App.java", true), ("src/ClientTest.java", true),
    ("a/unit-tests/b.c", true),
    ("spec/models/user_spec.rb", true), ("config/app.yml.example", true), ("pkg/client_test.go", true),
    ("examples/basic/main.go", true), ("conftest.py", true), ("src/contest/latest.py", false),
    ("src/attestation.go", false), ("app/models/user.rb", false), ("protest.md", false),
    ("t/lib-httpd/passwd", true), ("module/src/dockerTest/compose.yaml", true), ("src/tt/a.c", false),
    ("config/app.yml", false),
  ])
  func `paths of tests, fixtures and examples are told`(path: String, isMadeUp: Bool) {
    #expect(MadeUpPath.matches(path) == isMadeUp)
  }
}
