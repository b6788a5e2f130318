import Findings
import Scanning
import TestRepositories
import Testing

@testable import Scanning

/// Who answers for a file.
struct OwnershipTests {
  private static let github = """
    # a comment
    *           @everybody
    *.js        @js  js@example.org # and why
    /build/logs/ @doctocat
    docs/*      docs@example.com
    apps/       @octocat
    /scripts/   @doctocat @octocat
    **/vendor   @vendored
    /apps/github
    with\\ space.txt @blank
    """

  @Test(arguments: [
    ("README.md", ["@everybody"]), ("a/b/c.js", ["@js", "js@example.org"]),
    ("build/logs/x/y.log", ["@doctocat"]),
    ("deep/build/logs/x.log", ["@everybody"]), ("docs/start.md", ["docs@example.com"]),
    ("docs/build/start.md", ["@everybody"]), ("x/apps/main.c", ["@octocat"]),
    ("scripts/run.sh", ["@doctocat", "@octocat"]), ("lib/vendor/z.c", ["@vendored"]), ("apps/github/a.c", []),
    ("with space.txt", ["@blank"]),
  ])
  func `the last match counts`(path: String, owners: [String]) {
    #expect(CodeOwners(Array(Self.github.utf8)).owners(of: path) == owners)
  }

  @Test func `each section of GitLab's has its say and its default`() {
    let text = """
      * @all
      [Documentation] @writers
      docs/
      README.md @lead
      ^[Database][2] @dba
      *.sql
      """
    let owners = CodeOwners(Array(text.utf8))
    #expect(owners.owners(of: "docs/a.md") == ["@all", "@writers"])
    #expect(owners.owners(of: "README.md") == ["@all", "@lead"])
    #expect(owners.owners(of: "docs/x.sql") == ["@all", "@dba", "@writers"])
  }

  @Test(arguments: UInt64(0)..<200) func `no text makes it fall`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("@/*[]^\\# \n\r\tab?!.\u{e9}".utf8)
    let text = (0..<300).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
    _ = CodeOwners(text).owners(of: "a/b")
  }

  @Test func `a finding names its owners and who changed the file last`() async throws {
    var secrets = SecretMaker(seed: 8)
    let (token, gone) = (secrets.token(), secrets.token())
    let repository = try TemporaryRepository()
    let day = TemporaryRepository.day
    let start = TemporaryRepository.epoch
    try repository.write(".github/CODEOWNERS", "* @org/all\napi/ @org/api\n")
    try repository.commit("api/key.txt", token, at: start)
    try repository.commit("old.txt", gone, at: start + day)
    try repository.commit("api/key.txt", "more\n" + token, at: start + 2 * day)
    try repository.remove("old.txt")
    try repository.commit("remove", at: start + 3 * day)
    let scanned = await Scanned(repository)
    let own = try #require(scanned.finding(token)?.ownership)
    #expect(own.codeOwners == ["@org/api"])
    #expect(own.lastCommitter?.date.seconds == start + 2 * day)
    let other = try #require(scanned.finding(gone)?.ownership)
    #expect(other.codeOwners == ["@org/all"] && other.lastCommitter == nil)
  }
}
