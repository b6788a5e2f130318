import Foundation
import TestRepositories
import TestServers
import Testing

/// Keys of three ages against a stand-in for IAM and STS: one lives, one is deactivated, one deleted.
@Suite struct AWSProbeTests {
  @Test func `three keys of one account, from live to deactivated and deleted`() throws {
    let stub = try TestServer.stub()
    let aws = try TestServer.aws(beside: stub)
    let keys = aws.greeting.map { $0.split(separator: " ").map(String.init) }
    let repository = try TemporaryRepository()
    for (index, key) in keys.enumerated() {
      try repository.commit(
        "env\(index)", "aws_access_key_id = \(key[0])\naws_secret_access_key = \(key[1])\n",
        at: TemporaryRepository.epoch + Int64(index) * 365 * TemporaryRepository.day)
    }
    let host = "sts.us-east-1.amazonaws.com"
    let network = [
      "--allow-host", host, "--connect-to", "\(host)=127.0.0.1:\(aws.port)", "--ca-file",
      stub.folder + "/ca.pem",
      "--host-rate", "1000", "--i-own-these", "-f", "json",
    ]
    func probe(on day: String) throws -> [String] {
      let result = try Program.run(
        ["probe", "--run", "--now", day] + network, in: repository.path,
        environment: ["XDG_STATE_HOME": repository.surroundings])
      let findings = result.findings.filter { $0["detector"] as? String == "aws-access-key" }
      return keys.indices.map { index in
        let finding = findings.first { finding in
          let places = finding["occurrences"] as? [[String: Any]] ?? []
          return places.contains { $0["path"] as? String == "env\(index)" }
        }
        return finding?["validity"] as? String ?? "missing: \(result.error)"
      }
    }
    #expect(try probe(on: "2026-01-10") == ["live", "live", "live"])
    #expect(aws.ask("deactivate \(keys[1][0])") == "done")
    #expect(aws.ask("delete \(keys[2][0])") == "done")
    #expect(try probe(on: "2026-02-10") == ["live", "dead", "dead"])
    #expect(try probe(on: "2026-02-11") == ["live", "dead", "dead"])
    // The report says what follows from it: the live one is open, the others are stale, with the bounds of their death.
    let scan = try Program.run(
      [
        "scan", "--ledger", repository.surroundings + "/leakage/ledger.sqlite", "-f", "json", "--now",
        "2026-02-11",
      ],
      in: repository.path)
    let findings = scan.findings.filter { $0["detector"] as? String == "aws-access-key" }
    #expect(findings.compactMap { $0["verdict"] as? String }.sorted() == ["openDoor", "stale", "stale"])
    let days = findings.compactMap { ($0["probe"] as? [String: Any])?["revokedAfterDays"] as? [String: Int] }
    #expect(days.count == 2 && days.allSatisfy { $0["atMost", default: 0] - $0["atLeast", default: 0] == 31 })
    let list = try Program.run(
      ["ledger", "list"], in: repository.path, environment: ["XDG_STATE_HOME": repository.surroundings]
    ).output
    #expect(
      list.split(separator: "\n").count {
        $0.contains("dead (confirmed)") && $0.contains("died after 2026-01-10, by 2026-02-10")
      } == 2)
    // The account is told by the id: its keys are left alone when it is a canary's.
    let account = "123456789012"
    let canary = try Program.run(
      ["probe", "--canary-account", account], in: repository.path, environment: ["XDG_STATE_HOME": "/nowhere"]
    )
    #expect(canary.output.contains("3  canary account: not called"))
  }
}
