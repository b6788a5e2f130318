import Detectors
import Findings
import Foundation
import Testing

@testable import Probing

/// Whatever a server answers, nothing that is kept or printed holds eight consecutive characters of a value.
@Suite struct SecrecyTests {
  private static let value = "smp_" + "Zk3vQ9xT7mLp2RwY" + "8sHd5NcB"
  private static let companion = "Hy7Kp0Zr" + "4fGt6UjM1qWe"

  /// A text that a hostile or careless server makes of what it was sent.
  private static func echo(_ random: inout some RandomNumberGenerator) -> String {
    let parts = [
      value, companion, String(value.dropFirst(4)), "ada", "2024-05-06", "1767225600", "repo", "read:org",
      "Bearer \(value)", "\(companion),\(value)", "x" + value + "x",
    ]
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      .joined(separator: " ")
  }

  private static func answer(_ random: inout some RandomNumberGenerator) -> Exchange {
    let names = ["login", "created_at", "expires_at", "last_used_at", "scopes", "error", "active"]
    var object: [String: Any] = [:]
    for name in names where Bool.random(using: &random) {
      object[name] =
        Bool.random(using: &random) ? echo(&random) as Any : [echo(&random), echo(&random)] as Any
    }
    let body = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
    let types = ["application/json", "text/html", "text/xml", value]
    return .answer(
      ProbeAnswer(
        status: [200, 200, 401, 400, 403, 302, 429, 500].randomElement(using: &random) ?? 200,
        headers: [
          "content-type": types.randomElement(using: &random) ?? "", "x-scopes": echo(&random),
          "location": echo(&random),
        ], body: Array(body)))
  }

  @Test(arguments: 0..<40) func `no observation, print or dump holds a part of the credential`(seed: UInt64)
    async throws
  {
    var probe = Sample.probe(scheme: seed % 2 == 0 ? .bearer : .basic)
    if probe.scheme == .basic { probe.template = "{value}:{secret}" }
    probe.fields.scopes = seed % 3 == 0 ? "header:x-scopes" : "scopes"
    let credential = Sample.credential(Self.value, ["secret": Self.companion])
    for round in 0..<10 {
      let transport = FakeTransport { request in
        var random = SplitMix(state: seed &* 1000 &+ UInt64(round) &+ (request.body.isEmpty ? 0 : 1))
        let isReal = request.headers.contains { $0.value.contains(Self.value) || $0.value.hasPrefix("Basic") }
        return isReal ? Self.answer(&random) : FakeTransport.json(401, "{}")
      }
      let catalog = Sample.catalog(probe)
      let observations = await Prober.observe([credential], catalog, transport)
      let plan = ProbePlan([credential], catalog: catalog, options: Sample.options)
      var said = observations.map { "\($0)" } + ["\(plan.rows)", "\(plan.omissions)", "\(credential)"]
      for observation in observations {
        said.append(String(decoding: try JSONEncoder().encode(observation), as: UTF8.self))
      }
      var dumped = ""
      dump(observations, to: &dumped)
      for text in said + [dumped] { #expect(!Self.shows(text)) }
    }
  }

  private static func shows(_ text: String) -> Bool {
    [value, companion].contains { secret in
      let characters = Array(secret)
      return (0...(characters.count - 8)).contains { text.contains(String(characters[$0..<$0 + 8])) }
    }
  }

  @Test func `scopes are words, sorted and once each, without those that hold a part of the credential`() {
    let parts = CredentialParts(
      value: Array(Self.value.utf8), companions: ["secret": Array(Self.companion.utf8)])
    func names(_ text: String) -> String? { ScopeText.names(in: text, hiding: parts) }
    #expect(names("repo, gist, repo") == "gist repo")
    #expect(names(#"["api","read_user"]"#) == "api read_user")
    #expect(names("read:org \(Self.value) admin") == "admin read:org")
    #expect(names(Self.value) == nil)
    #expect(names("") == nil)
    #expect((names((0..<900).map { "scope\($0)" }.joined(separator: " ")) ?? "").utf8.count <= 1000)
    #expect(names(String(repeating: "x", count: 65)) == nil)
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
