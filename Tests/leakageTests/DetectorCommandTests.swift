import Testing

/// `leakage detectors` as its reader sees it.
@Suite struct DetectorCommandTests {
  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(["detectors"] + arguments, in: "/")
  }

  @Test func `a detector tells how it is probed, ended and replaced`() throws {
    let text = try run("show", "postman-key").output
    #expect(text.contains("\nfinds        POSTMAN_KEY=PMAK-{hex:24}-{hex:34}\n"))
    #expect(
      text.contains("\nprobe        GET https://api.postman.com/me (read-only-get; documented at https://"))
    #expect(text.contains("\nrevoke       revoke it in the settings\n"))
    #expect(try run("show", "dropbox-refresh").output.contains("\nreplacement  "))
  }

  @Test func `what a detector does not know it says`() throws {
    let text = try run("show", "postman-collection").output
    #expect(text.contains("\nprobe        none: no safe request is known\n"))
    #expect(text.contains("\nrevoke       no documented way is known: look in Postman's settings\n"))
    #expect(text.contains("\nreplacement  none is known to this detector\n"))
  }

  @Test func `every row of a detector is one line`() throws {
    for id in ["k8s-secret-manifest", "pk-rsa", "netrc", "aws-access-key"] {
      let lines = try run("show", id).output.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast()
      #expect(lines.allSatisfy { $0.count > 13 && $0.dropFirst(12).first == " " && $0.first != " " }, "\(id)")
    }
  }

  @Test func `a word that no detector has is told, with what may be meant`() throws {
    let result = try run("list", "postmann")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(
      result.error.hasPrefix(
        "note: no detector has 'postmann' in its id, name, provider or category\n  help: "))
    #expect(try run("list", "postman").error.isEmpty)
  }
}
