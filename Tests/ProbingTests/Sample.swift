import Detectors
import Findings

@testable import Probing

/// A made-up provider.
enum Sample {
  static let now = Timestamp(seconds: 1_767_225_600)

  static func probe(
    _ path: String = "/me", host: String = "stub.leakage.test", scheme: Probe.Scheme = .bearer,
    kind: Probe.Kind = .readOnlyGet, renews: Bool = false
  ) -> Probe {
    Probe(
      kind: kind, scheme: scheme, host: host, path: path, carrier: scheme == .query ? "key" : "Authorization",
      template: "Bearer {secret}", live: Probe.Answer(status: [200], field: "login"),
      dead: [
        Probe.Answer(status: [401]), Probe.Answer(status: [400], field: "error.code", values: ["revoked"]),
      ],
      limited: [Probe.Answer(status: [403], field: "error.code", values: ["missing_scope"])],
      fields: Probe.Fields(
        created: "created_at", expires: "expires_at", lastUsed: "last_used_at", owner: "login"),
      renewsOnUse: renews, source: "https://stub.leakage.test/docs", checkedOn: now)
  }

  static func detector(_ probe: Probe?, id: String = "sample", checksum: Checksum? = nil) -> Detector {
    Detector(
      summary: DetectorSummary(
        id: id, name: "Sample", provider: "Sample", category: "saas", severity: .high, lifetime: .longLived),
      rule: .pattern("x"), literals: [Detector.Literal("smp_")], checksum: checksum,
      companions: [
        Detector.Companion(
          role: "secret", pattern: "x", distance: 9, isRequired: false, isSecret: true, minEntropy: 0)
      ], probe: probe, publicPrefix: 4)
  }

  static func catalog(_ probe: Probe?) -> DetectorCatalog { DetectorCatalog(detectors: [detector(probe)]) }

  static func credential(
    _ value: String, _ companions: [String: String] = [:], number: UInt8 = 1, detector: String = "sample"
  ) -> Credential {
    Credential(
      fingerprint: Fingerprint(code: Array(repeating: number, count: 16)), detector: detector,
      value: Secret(value.utf8), companions: companions.mapValues { Secret($0.utf8) })
  }

  static var options: ProbeOptions {
    var options = ProbeOptions(now: now, key: Array("key".utf8), version: "0", catalog: "c")
    options.hostRate = 10_000
    options.totalRate = 10_000
    return options
  }
}

/// Answers from a closure, and counts.
actor FakeTransport: Transport {
  private(set) var requests: [ProbeRequest] = []
  private(set) var logins: [Login] = []
  private let answer: @Sendable (ProbeRequest) -> Exchange

  init(_ answer: @escaping @Sendable (ProbeRequest) -> Exchange) { self.answer = answer }

  func send(_ request: ProbeRequest) async -> Exchange {
    requests.append(request)
    return answer(request)
  }

  func logIn(_ login: Login) async -> AnswerReading {
    logins.append(login)
    return AnswerReading(
      login.password == "right" ? .live : .dead, login.password == "right" ? .identified : .refused)
  }

  static func json(_ status: Int, _ text: String, _ headers: [String: String] = [:]) -> Exchange {
    .answer(
      ProbeAnswer(
        status: status, headers: ["content-type": "application/json; charset=utf-8"].merging(headers) { $1 },
        body: Array(text.utf8)))
  }
}

actor Observations {
  private(set) var all: [Observation] = []
  func add(_ observation: Observation) { all.append(observation) }
}

extension Prober {
  /// Runs a plan for credentials and gives what was observed.
  static func observe(
    _ credentials: [Credential], _ catalog: DetectorCatalog, _ transport: any Transport,
    options: ProbeOptions = Sample.options, paths: [Fingerprint: Set<String>] = [:]
  ) async -> [Observation] {
    let plan = ProbePlan(credentials, catalog: catalog, options: options, paths: paths)
    let observations = Observations()
    await Prober(options: options, transport: transport) { Sample.now }.run(plan) {
      await observations.add($0)
    }
    return await observations.all
  }
}
