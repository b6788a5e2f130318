import Foundation
import TestRepositories
import TestServers
import Testing

/// Whole audits of a forge's organisation: its list, the real git over HTTP, and another night.
struct AuditForgeTests {
  private let folder: TemporaryFolder
  private let server: TestServer

  init() throws {
    folder = try TemporaryFolder()
    server = try TestServer.forge()
  }

  private func audit(_ target: String, _ arguments: String...) throws -> Program.Result {
    try Program.run(
      ["audit", target, "--state", "state.sqlite", "--cache", "cache", "--log", "log.jsonl", "-f", "json"]
        + arguments, in: folder.path, environment: ["GITEA_TOKEN": TestServer.forgeToken])
  }

  private func events() throws -> [String] {
    let text = try String(contentsOfFile: folder.path + "/log.jsonl", encoding: .utf8)
    return try text.split(separator: "\n").compactMap { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["event"] as? String
    }
  }

  @Test func `an organisation is cloned, scanned, and fetched again`() throws {
    let (one, two) = (try TemporaryRepository(), try TemporaryRepository())
    try one.commit("a.env", "TOKEN=\(try GitUser.token(1))\n")
    try two.commit("b.env", "TOKEN=\(try GitUser.token(1))\n")
    try server.serve(one.path, as: "ada/repo-000.git")
    try server.serve(two.path, as: "ada/repo-001.git")
    let target = "gitea:127.0.0.1:\(server.port)/ada"
    // The third of the list is not there.
    let first = try audit(target)
    #expect(first.status == 3, "\(first.error)")
    #expect(first.error.contains("repo-002"))
    let report = try #require(JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(findings.count == 1 && findings[0]["occurrenceCount"] as? Int == 2)
    #expect(try events().filter { $0 == "whole" }.count == 2)
    try one.commit("c.env", "TOKEN=\(try GitUser.token(2))\n")
    let second = try audit(target, "--except", "repo-002")
    #expect(second.status == 0, "\(second.error)")
    #expect(second.output.contains("c.env"))
    #expect(try events().filter { $0 == "grown" }.count == 1)
    #expect(try events().filter { $0 == "unchanged" }.count == 1)
    for text in [first.output, first.error, second.output, second.error] {
      #expect(!text.contains(TestServer.forgeToken))
    }
    let stored = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for name in stored where !name.hasSuffix(".pack") && !name.hasSuffix(".idx") {
      let content = FileManager.default.contents(atPath: folder.path + "/" + name)
      #expect(content?.range(of: Data(TestServer.forgeToken.utf8)) == nil, "\(name)")
    }
  }

  @Test func `a list of addresses needs no forge`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.env", "TOKEN=\(try GitUser.token(3))\n")
    try server.serve(repository.path, as: "some/where.git")
    let address = "http://127.0.0.1:\(server.port)/some/where.git"
    let result = try audit(address, "--fail-on", "head")
    #expect(result.status == 1, "\(result.error)")
    #expect(result.output.contains(address))
  }

  @Test func `a forge that refuses is told, and the rest is audited`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.env", "TOKEN=\(try GitUser.token(4))\n")
    let result = try audit("gitea:127.0.0.1:\(server.port)/nobody-at-all", repository.path)
    #expect(result.status == 3)
    #expect(result.output.contains("a.env"))
  }
}
