import Testing

@testable import Forges

struct ForgeTargetTests {
  @Test(arguments: [
    ("github:acme", "github:github.com/acme", "https://api.github.com"),
    ("GitHub:acme/web", "github:github.com/acme/web", "https://api.github.com"),
    ("https://github.com/acme", "github:github.com/acme", "https://api.github.com"),
    ("https://github.com/acme/", "github:github.com/acme", "https://api.github.com"),
    ("gitlab:group/sub/deep", "gitlab:gitlab.com/group/sub/deep", "https://gitlab.com/api/v4"),
    ("https://gitlab.com/group/sub", "gitlab:gitlab.com/group/sub", "https://gitlab.com/api/v4"),
    ("gitea:git.example.com/org", "gitea:git.example.com/org", "https://git.example.com/api/v1"),
    (
      "forgejo:git.example.com:3000/org/x", "gitea:git.example.com/org/x",
      "https://git.example.com:3000/api/v1"
    ),
    ("gitea:localhost:3000/org", "gitea:localhost/org", "http://localhost:3000/api/v1"),
    ("codeberg:org", "gitea:codeberg.org/org", "https://codeberg.org/api/v1"),
    ("https://codeberg.org/org", "gitea:codeberg.org/org", "https://codeberg.org/api/v1"),
    ("bitbucket:team", "bitbucket:bitbucket.org/team", "https://api.bitbucket.org/2.0"),
    ("https://bitbucket.org/team/x", "bitbucket:bitbucket.org/team/x", "https://api.bitbucket.org/2.0"),
    ("https://github.com/orgs/acme/repositories", "github:github.com/acme", "https://api.github.com"),
    ("https://gitlab.com/groups/a/b/-/projects", "gitlab:gitlab.com/a/b", "https://gitlab.com/api/v4"),
    (
      "https://bitbucket.org/team/workspace/repositories", "bitbucket:bitbucket.org/team",
      "https://api.bitbucket.org/2.0"
    ),
    (
      "bitbucket-server:git.example.com/KEY", "bitbucket-server:git.example.com/KEY",
      "https://git.example.com/rest/api/1.0"
    ),
  ]) func `the short form and the web address name a forge's API`(text: String, shown: String, api: String)
    throws
  {
    let target = try #require(try ForgeTarget(text))
    #expect("\(target)" == shown)
    let place = target.place.api
    #expect("\(place.scheme)://\(place.host)\(place.port.map { ":\($0)" } ?? "")\(place.path)" == api)
  }

  @Test(arguments: [
    "/srv/repositories", "repositories", "./x", "-", "https://git.example.com/org",
    "https://github.com/acme/web.git",
    "git@github.com:acme/web.git", "ssh://git@github.com/acme/web", "svn:x", "word:word",
  ]) func `paths, addresses to clone and words of others are no target of a forge`(text: String) throws {
    #expect(try ForgeTarget(text) == nil)
  }

  @Test(arguments: [
    "github:", "github:/", "github:a/b/c", "github:-x", "github:..", "github:a b", "github:a?x=1",
    "github::x",
    "gitea:org", "gitea:", "gitea:/org", "gitlab:a//b", "bitbucket:a/b/c", "github:a%2Fb",
    "github:a\u{1b}[0m",
    "https://github.com", "https://github.com/a/b/c",
  ]) func `a target that names nothing is an error that says so`(text: String) {
    #expect(throws: ForgeError.self) { try ForgeTarget(text) }
  }

  @Test(arguments: [
    (ForgeKind.github, "https://ghe.example.com", "https://ghe.example.com/api/v3", "ghe.example.com"),
    (.github, "https://ghe.example.com/api/v3/", "https://ghe.example.com/api/v3", "ghe.example.com"),
    (.github, "https://acme.ghe.com", "https://api.acme.ghe.com", "acme.ghe.com"),
    (.gitlab, "https://git.example.com/gitlab", "https://git.example.com/gitlab/api/v4", "git.example.com"),
    (.gitea, "http://127.0.0.1:3000", "http://127.0.0.1:3000/api/v1", "127.0.0.1"),
    (
      .bitbucket, "https://git.example.com/bitbucket", "https://git.example.com/bitbucket/rest/api/1.0",
      "git.example.com"
    ),
    (
      .bitbucket, "https://api.bitbucket.example.com/2.0", "https://api.bitbucket.example.com/2.0",
      "api.bitbucket.example.com"
    ),
  ]) func `a base of one's own leads to the API where the forge has it`(
    kind: ForgeKind, base: String, api: String, host: String
  ) throws {
    let place = try ForgePlace(kind, base: base)
    let shown =
      "\(place.api.scheme)://\(place.api.host)\(place.api.port.map { ":\($0)" } ?? "")\(place.api.path)"
    #expect(shown == api)
    #expect(place.host == host)
  }

  @Test(arguments: [
    "http://ghe.example.com", "ghe.example.com", "https://u:p@x.org", "https://x.org/?a", "ftp://x.org", "",
  ])
  func `a base without encryption, or that is none, is refused`(base: String) {
    #expect(throws: ForgeError.self) { try ForgePlace(.github, base: base) }
  }

  @Test func `a base is used for its short form and for its web addresses`() throws {
    let bases = try ForgeBases([
      .github: "https://ghe.example.com", .gitlab: "https://git.example.com/gitlab",
    ])
    #expect(try ForgeTarget("github:acme", bases: bases)?.place.host == "ghe.example.com")
    #expect(try ForgeTarget("https://ghe.example.com/acme", bases: bases)?.path == ["acme"])
    #expect(try ForgeTarget("https://git.example.com/gitlab/a/b", bases: bases)?.path == ["a", "b"])
    #expect(try ForgeTarget("https://git.example.com/other/a", bases: bases) == nil)
    let web = "https://git.example.org/projects/KEY/repos/x"
    #expect(try ForgeTarget(web, forge: .bitbucketServer)?.path == ["KEY", "x"])
    #expect(try ForgeTarget("https://git.example.org/acme", forge: .gitea)?.place.kind == .gitea)
  }

  @Test func `a token goes to its own forge only`() throws {
    let names = [
      "GITHUB_TOKEN", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITLAB_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN",
      "BITBUCKET_TOKEN",
    ]
    let all = ForgeCredentials { names.contains($0) ? "value-of-\($0)" : nil }
    func source(_ text: String, _ bases: ForgeBases = ForgeBases()) throws -> String? {
      let target = try #require(try ForgeTarget(text, bases: bases))
      return try all.credential(for: target.place)?.source
    }
    #expect(try source("github:x") == "GITHUB_TOKEN")
    #expect(try source("github:x", ForgeBases([.github: "https://ghe.example.com"])) == "GH_ENTERPRISE_TOKEN")
    #expect(try source("gitlab:x") == "GITLAB_TOKEN")
    #expect(try source("gitea:h.org/x") == "FORGEJO_TOKEN")
    #expect(try source("bitbucket:x") == "BITBUCKET_TOKEN")
    #expect(try ForgeCredentials { _ in " \n" }.credential(for: ForgePlace(publicOf: .github)!) == nil)
    #expect(throws: ForgeError.self) {
      try ForgeCredentials { _ in "a\u{0d}\nHost: x" }.credential(for: ForgePlace(publicOf: .github)!)
    }
  }

  @Test func `an address of a list gets the token of its forge, and another host none`() throws {
    let all = ForgeCredentials { "value-of-\($0)" }
    let bases = try ForgeBases([.gitlab: "https://git.example.com"])
    func source(_ text: String) throws -> String? {
      try all.credential(for: try RepositoryAddress(text), bases: bases)?.credential.source
    }
    #expect(try source("https://github.com/a/b.git") == "GITHUB_TOKEN")
    #expect(try source("https://codeberg.org/a/b.git") == "CODEBERG_TOKEN")
    #expect(try source("https://git.example.com/a/b.git") == "GITLAB_TOKEN")
    for text in [
      "http://github.com/a/b", "https://github.com:8443/a/b", "git@github.com:a/b",
      "https://github.com.evil.org/a/b",
      "https://elsewhere.org/a/b", "/srv/github.com",
    ] { #expect(try source(text) == nil) }
  }

  @Test func `every forge gets a token as its documentation has it`() throws {
    let token = "sesame"
    let bare = try #require(ForgeCredential(password: token, source: "X"))
    #expect(bare.apiHeader(.github) == ("Authorization", "Bearer sesame"))
    #expect(bare.apiHeader(.gitlab) == ("PRIVATE-TOKEN", "sesame"))
    #expect(bare.apiHeader(.gitea) == ("Authorization", "token sesame"))
    #expect(bare.apiHeader(.bitbucket) == ("Authorization", "Bearer sesame"))
    // base-64 of "user:password"
    #expect(bare.gitAuthorization(.github) == "Basic " + "eC1hY2Nlc3MtdG9rZW46c2VzYW1l")
    #expect(bare.gitAuthorization(.bitbucket) == "Basic " + "eC10b2tlbi1hdXRoOnNlc2FtZQ==")
    let variables = ["BITBUCKET_EMAIL": "ann@example.org", "BITBUCKET_API_TOKEN": token]
    let personal = try #require(
      try ForgeCredentials { variables[$0] }.credential(for: ForgePlace(publicOf: .bitbucket)!))
    #expect(personal.apiHeader(.bitbucket).value == "Basic " + "YW5uQGV4YW1wbGUub3JnOnNlc2FtZQ==")
    #expect(
      personal.gitAuthorization(.bitbucket) == "Basic " + "eC1iaXRidWNrZXQtYXBpLXRva2VuLWF1dGg6c2VzYW1l")
    var dumped = "\(personal) \(String(reflecting: personal))"
    dump(personal, to: &dumped)
    #expect(!dumped.contains(token))
  }
}
