import Foundation
import TestRepositories
import TestServers
import Testing

/// `leakage probe` as a program, against a provider on loopback.
@Suite struct ProbeProgramTests {
  private static let tokens = ["LIVE", "LIVE", "GONE", "LMTD"].enumerated().map { ProbeBench.token($1, $0) }

  private func bench() throws -> ProbeBench {
    let bench = try ProbeBench()
    try bench.repository.commit("a.env", Self.tokens.map { "TOKEN=\($0)\n" }.joined())
    return bench
  }

  @Test func `a plan tells counts and places, sends nothing and writes nothing`() throws {
    let bench = try bench()
    let result = try bench.run("probe")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("Nothing was sent. --run would send 4 credentials to their providers:"))
    #expect(result.output.contains("first: 5 requests, at once."))
    #expect(
      result.output.contains(
        "4      Stub      GET stub.leakage.test/me  Authorization: Bearer …  read-only-get"))
    #expect(bench.stub.requests.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: bench.state))
  }

  @Test func `nothing is sent without consent`() throws {
    let bench = try bench()
    for arguments in [["probe", "--run"], ["scan", "--probe"]] {
      let result = try Program.run(arguments + bench.network, in: bench.repository.path)
      #expect(result.status == 2)
      #expect(result.error.contains("nobody consented to send 4 credentials"))
    }
    #expect(try bench.run("scan", "--stdin", "--probe", "--i-own-these").status == 2)
    #expect(bench.stub.requests.isEmpty)
  }

  @Test func `what is found lives, is limited or dead, and the ledger remembers it`() throws {
    let bench = try bench()
    let first = try bench.run("probe", "--run", "--i-own-these", "-f", "json", "--now", "2026-03-01")
    #expect(first.status == 1)
    #expect(first.validities == ["live": 2, "dead": 1, "limited": 1])
    #expect(bench.stub.requests.count == 5)
    let list = try bench.run("ledger", "list")
    #expect(list.output.contains("dead (provisional)  2026-03-01  stub-token  died by 2026-03-01"))
    // A second run on the same day asks nobody; on another day it confirms.
    _ = try bench.run("scan", "--probe", "--i-own-these", "--now", "2026-03-01")
    #expect(bench.stub.requests.count == 5)
    let later = try bench.run("scan", "--probe", "--i-own-these", "-f", "json", "--now", "2026-03-09")
    #expect(later.validities == first.validities)
    #expect(try bench.run("ledger", "list").output.contains("dead (confirmed)"))
    let dead = try #require(later.findings.first { $0["validity"] as? String == "dead" })
    let history = try #require(dead["probe"] as? [String: Any])
    #expect(history["isConfirmed"] as? Bool == true)
    #expect(history["firstSeenDead"] as? String == "2026-03-01T00:00:00Z")
    #expect((history["revokedAfterDays"] as? [String: Int]) == ["atLeast": 0, "atMost": 2251])
    // Without a probe, a scan that names the ledger tells the same and sends nothing.
    let count = bench.stub.requests.count
    let quiet = try bench.run("scan", "-f", "json", "--ledger", bench.state + "/leakage/ledger.sqlite")
    #expect(quiet.validities == first.validities)
    #expect(bench.stub.requests.count == count)
    #expect(try bench.run("ledger", "verify").status == 0)
    #expect(try bench.run("ledger", "export").output.split(separator: "\n").count == 8)
  }

  @Test func `a repository that is not among one's own is not probed`() throws {
    let bench = try bench()
    try bench.repository.git("remote", "add", "origin", "git@git.leakage.test:Stranger/app.git")
    let configuration = bench.repository.surroundings + "/probe.toml"
    func limit(_ remotes: String) throws {
      try Data("[probe]\nowned-remotes = [\(remotes)]\n".utf8).write(to: URL(fileURLWithPath: configuration))
    }
    try limit("\"git.leakage.test/acme/*\"")
    for arguments in [["probe", "--run"], ["scan", "--probe"]] {
      let result = try Program.run(
        arguments + ["--i-own-these", "--config", configuration] + bench.network, in: bench.repository.path,
        environment: ["XDG_STATE_HOME": bench.state])
      #expect(result.status == 2)
      #expect(result.error.contains("is not among probe.owned-remotes: nothing was sent"))
    }
    #expect(try bench.run("probe", "--config", configuration).output.contains("--run would be refused"))
    #expect(bench.stub.requests.isEmpty)
    try limit("\"git.leakage.test/acme/*\", \"git.leakage.test/stranger/*\"")
    #expect(
      try bench.run("probe", "--run", "--i-own-these", "--config", configuration, "-f", "json").validities[
        "live"] == 2)
    try limit("\"acme\"")
    #expect(try bench.run("probe", "--config", configuration).error.contains("must name host and path"))
  }

  @Test func `what the owner's inventory lists is not sent`() throws {
    let bench = try bench()
    let inventory = bench.repository.surroundings + "/tokens.json"
    let entries = Self.tokens.prefix(2).map {
      #"{"token_last_eight": "\#($0.suffix(8))", "login": "ada.lovelace", "active": false}"#
    }
    try Data("[\(entries.joined(separator: ", ")), {\"id\": 7, \"name\": \"ci\"}]".utf8).write(
      to: URL(fileURLWithPath: inventory))
    let plan = try bench.run("probe", "--inventory", inventory)
    #expect(plan.output.contains("2 known from the inventory: not sent."))
    #expect(
      plan.error.contains("1 entries show no part of their key")
        || plan.error.contains("1 entry shows no part of its key"))
    let result = try bench.run(
      "probe", "--run", "--i-own-these", "--inventory", inventory, "-f", "json", "--now", "2026-03-01")
    #expect(result.validities == ["dead": 3, "limited": 1])
    #expect(bench.stub.requests.count == 3)
    let rows = try bench.run("ledger", "export").output
    #expect(rows.split(separator: "\n").count { $0.contains("\"source\":\"inventory\"") } == 2)
    #expect(!rows.contains("lovelace"))
  }

  @Test func `the environment's proxy is not used, and --proxy is`() throws {
    let bench = try bench()
    let proxy = try TestServer.odd("proxy", beside: bench.stub)
    let place = "127.0.0.1:\(proxy.port)"
    let names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]
    let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "http://\(place)") })
    let arguments = ["probe", "--run", "--i-own-these", "--recheck", "-f", "json"] + bench.network
    func run(_ more: [String]) throws -> [String: Int] {
      try Program.run(
        arguments + more, in: bench.repository.path,
        environment: environment.merging(["XDG_STATE_HOME": bench.state]) { $1 }
      ).validities
    }
    #expect(try run([])["live"] == 2)
    #expect(proxy.lines(of: "proxy").isEmpty)
    #expect(try run(["--proxy", place])["live"] == 2)
    #expect(!proxy.lines(of: "proxy").isEmpty)
  }

  @Test(arguments: ["/echo", "/500", "/redirect", "/html403", "/brokenjson", "/429always"])
  func `an answer that echoes the secret, or is none, leaves no part of it anywhere`(path: String) throws {
    let bench = try ProbeBench(path: path)
    let token = ProbeBench.token("LIVE", 7)
    try bench.repository.commit("a.env", "TOKEN=\(token)\n")
    var texts: [String] = []
    for arguments in [
      ["probe", "--run", "--i-own-these", "-v"],
      ["probe", "--run", "--i-own-these", "--recheck", "-f", "json"],
    ] {
      let result = try Program.run(
        arguments + bench.network, in: bench.repository.path, environment: ["XDG_STATE_HOME": bench.state])
      #expect(result.validities["live"] == nil)
      texts += [result.output, result.error]
    }
    for suffix in ["", "-wal"] {
      let data =
        FileManager.default.contents(atPath: bench.state + "/leakage/ledger.sqlite" + suffix) ?? Data()
      texts.append(String(decoding: data, as: UTF8.self))
    }
    let (all, body) = (texts.joined(), Array(token.dropFirst(4)))
    for start in 0...(body.count - 8) { #expect(!all.contains(String(body[start..<start + 8]))) }
  }

  @Test func `a report is probed by scanning what it names again`() throws {
    let bench = try bench()
    let report = bench.repository.surroundings + "/report.json"
    _ = try bench.run("scan", "-o", report)
    try bench.repository.commit("b.env", "TOKEN=\(ProbeBench.token("LIVE", 99))\n")
    let result = try bench.run("probe", "--run", "--i-own-these", "-f", "json", report)
    #expect(result.validities == ["live": 2, "dead": 1, "limited": 1])
  }

  @Test func `a configuration lets detectors be probed by name, and a work tree's own probes are not sent`()
    throws
  {
    let bench = try bench()
    try bench.repository.write(".leakage.toml", "[probe]\nallow = [\"stub-token\"]\n")
    #expect(try bench.run("probe", "--run", "-f", "json").validities["live"] == 2)
    let other = try self.bench()
    let file = try String(contentsOfFile: other.repository.surroundings + "/stub.toml", encoding: .utf8)
    try other.repository.write("mine.toml", file)
    try other.repository.write(
      ".leakage.toml", "[detectors]\npath = \"mine.toml\"\n[probe]\nallow = [\"stub-token\"]\n")
    let result = try Program.run(
      ["probe", "--run", "-f", "json"] + other.network.dropLast(2), in: other.repository.path,
      environment: ["XDG_STATE_HOME": other.state])
    #expect(result.validities == ["unprobeable": 4])
    #expect(other.stub.requests.isEmpty)
  }

  @Test func `no output, log, ledger row or error holds eight characters of a value`() throws {
    let bench = try bench()
    var texts: [String] = []
    for arguments in [
      ["probe"], ["probe", "--run", "--i-own-these", "-v"],
      ["scan", "--probe", "--i-own-these", "--recheck", "-f", "jsonl"],
      ["scan", "-f", "sarif"], ["ledger", "list"], ["ledger", "export"],
    ] {
      let result = try Program.run(
        arguments + bench.network.dropLast(arguments[0] == "ledger" ? bench.network.count : 0),
        in: bench.repository.path,
        environment: ["XDG_STATE_HOME": bench.state])
      texts += [result.output, result.error]
    }
    // A host that is down, and one that is refused: errors of the client.
    texts.append(
      try bench.run("probe", "--run", "--i-own-these", "--recheck", "--proxy", "127.0.0.1:9").output)
    for suffix in ["", "-wal"] {
      let data =
        FileManager.default.contents(atPath: bench.state + "/leakage/ledger.sqlite" + suffix) ?? Data()
      texts.append(String(decoding: data, as: UTF8.self))
    }
    texts += bench.stub.requests
    let all = texts.joined(separator: "\n")
    #expect(all.contains("stub-token"))
    for token in Self.tokens {
      let body = Array(token.dropFirst(4))
      for start in 0...(body.count - 8) { #expect(!all.contains(String(body[start..<start + 8]))) }
    }
  }

  @Test(arguments: [["probe", "--run"], ["scan", "--probe"]])
  func `an interrupted run leaves a ledger that the next one continues`(_ command: [String]) throws {
    let bench = try ProbeBench()
    let report = bench.repository.surroundings + "/report.txt"
    try bench.repository.commit(
      "a.env", (0..<300).map { "T\($0)=\(ProbeBench.token("GONE", $0))\n" }.joined())
    // At this rate the run takes a minute: it is still at it when the signal comes, however slow the machine is.
    let process = try Spawned(
      [Program.path] + command + ["--i-own-these", "--ledger", bench.ledger, "-f", "text", "-o", report]
        + bench.network.map { $0 == "10000" ? "5" : $0 },
      in: bench.repository.path)
    while bench.stub.requests.count < 10 { Thread.sleep(forTimeInterval: 0.02) }
    #expect(process.end(SIGINT) == 1, "a finding outranks incompleteness")
    let text = try String(contentsOfFile: report, encoding: .utf8)
    #expect(
      text.contains("probing was interrupted: ") && text.contains(" of 300 credentials were asked about"))
    #expect(text.contains("report incomplete: it was interrupted\n300 secrets"), "the report says both")
    let asked = bench.stub.requests.count
    let before = try Program.run(["ledger", "export", "--ledger", bench.ledger], in: bench.repository.path)
      .output
    let count = before.split(separator: "\n").count
    // All but the wrong value and the one that was on its way.
    #expect((asked - 2...asked - 1).contains(count))
    #expect(count < 300)
    let rest = try bench.run("probe", "--run", "--i-own-these", "--ledger", bench.ledger, "-f", "json")
    #expect(rest.validities == ["dead": 300])
    #expect(bench.stub.requests.count - asked == 300 - count + 1)
  }

  @Test func `help for revoking names how, by detector or by fingerprint`() throws {
    let bench = try bench()
    let result = try bench.run("probe", "--run", "--i-own-these", "-f", "json")
    let fingerprint = try #require(result.findings.first?["fingerprint"] as? String)
    let help = try Program.run(
      ["revoke-help", fingerprint, "--detectors", bench.repository.surroundings + "/stub.toml"],
      in: bench.repository.path, environment: ["XDG_STATE_HOME": bench.state])
    #expect(help.output.hasPrefix("Stub token (stub-token)"))
    #expect(try Program.run(["revoke-help", "aws-access-key"], in: "/").output.contains("deactivate"))
    #expect(try Program.run(["revoke-help", "aws-acess-key"], in: "/").error.contains("did you mean"))
  }
}
