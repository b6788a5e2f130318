import Findings
import Testing

@testable import leakage

@Suite struct OwnedRemotesTests {
  @Test(arguments: [
    ("https://github.com/Acme/app.git", "github.com/acme/app"),
    ("git@github.com:acme/app.git", "github.com/acme/app"),
    ("ssh://git@github.com:22/acme/app/", "github.com/acme/app"),
    ("https://github.com/acme/app", "github.com/acme/app"),
    ("https://github.com@evil.test/acme/app", "evil.test/acme/app"),
    ("host.test:sub/app", "host.test/sub/app"),
    ("/srv/git/app.git", "srv/git/app"), ("file:///srv/git/app.git", "srv/git/app"), ("", ""),
  ])
  func `a remote's place is the same in every spelling`(remote: String, place: String) {
    #expect(OwnedRemotes.place(of: remote) == place)
  }

  private func report(_ remotes: [String?]) -> Report {
    Report(
      tool: .init(version: "1", detectors: 0, catalog: ""), generatedAt: Timestamp(seconds: 0),
      targets: remotes.map { Report.Target(kind: .repository, path: "p", remote: $0) }, detectors: [],
      findings: [],
      diagnostics: [], statistics: Statistics())
  }

  @Test func `one stranger among many is named, and none is where nobody set a limit`() {
    let all = report(["https://github.com/acme/app.git", "https://github.com/stranger/app", nil])
    let owned = OwnedRemotes(patterns: [PathGlob("github.com/acme/*")])
    #expect(owned.strangers(in: all) == ["https://github.com/stranger/app"])
    #expect(OwnedRemotes(patterns: nil).strangers(in: all).isEmpty)
    #expect(OwnedRemotes(patterns: []).strangers(in: all).count == 2)
    #expect(
      OwnedRemotes(patterns: [PathGlob("github.com/acme/*")]).strangers(
        in: report(["https://github.com/acme-evil/app"])
      ).count == 1)
  }
}
