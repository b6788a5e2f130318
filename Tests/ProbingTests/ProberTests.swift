import Detectors
import Findings
import Testing

@testable import Probing

@Suite struct ProberTests {
  private let catalog = Sample.catalog(Sample.probe())

  private static func bearer(_ request: ProbeRequest) -> String {
    request.headers.first { $0.name == "Authorization" }?.value ?? ""
  }

  @Test func `a wrong value is asked once for each endpoint and run`() async {
    let transport = FakeTransport { request in
      Self.bearer(request).contains("smp_live")
        ? FakeTransport.json(200, #"{"login":"ada"}"#) : FakeTransport.json(401, "{}")
    }
    let credentials = [
      Sample.credential("smp_live"), Sample.credential("smp_dead", number: 2),
      Sample.credential("smp_gone", number: 3),
    ]
    let observations = await Prober.observe(credentials, catalog, transport)
    #expect(observations.map(\.validity) == [.live, .dead, .dead])
    #expect(await transport.requests.count == 4)
    #expect(observations[0].owner?.hasPrefix("ad…-") == true)
    #expect(observations[0].endpoint == "GET stub.leakage.test/me")
  }

  @Test func `an endpoint that accepts anything proves nothing`() async {
    let transport = FakeTransport { _ in FakeTransport.json(200, #"{"login":"everybody"}"#) }
    let observations = await Prober.observe([Sample.credential("smp_value")], catalog, transport)
    #expect(observations.map(\.reason) == [.acceptsAnything])
    #expect(await transport.requests.count == 1)
  }

  @Test func `a refusal that a wrong value does not get is no proof of death`() async {
    let transport = FakeTransport { request in
      Self.bearer(request).contains("smp_value")
        ? FakeTransport.json(401, "{}") : FakeTransport.json(404, "{}")
    }
    let observations = await Prober.observe([Sample.credential("smp_value")], catalog, transport)
    #expect(observations.map(\.validity) == [.unknown])
  }

  @Test func `a host that fails three times is left alone`() async {
    let transport = FakeTransport { _ in FakeTransport.json(500, "{}") }
    let credentials = (1...9).map { Sample.credential("smp_\($0)", number: $0) }
    let observations = await Prober.observe(credentials, catalog, transport)
    #expect(await transport.requests.count == 3)
    #expect(observations.count == 9)
    #expect(observations.last?.reason == .breakerOpen)
  }

  @Test func `a server that asks to wait gets one more request, and a long wait gets none`() async {
    let transport = FakeTransport { request in
      Self.bearer(request).contains("smp_value")
        ? FakeTransport.json(429, "{}", ["retry-after": "0"]) : FakeTransport.json(401, "{}")
    }
    let observations = await Prober.observe([Sample.credential("smp_value")], catalog, transport)
    #expect(observations.map(\.reason) == [.rateLimited])
    #expect(await transport.requests.count == 3)
    let patient = FakeTransport { request in
      Self.bearer(request).contains("smp_value")
        ? FakeTransport.json(429, "{}", ["retry-after": "61"]) : FakeTransport.json(401, "{}")
    }
    _ = await Prober.observe([Sample.credential("smp_value")], catalog, patient)
    #expect(await patient.requests.count == 2)
  }

  @Test func `dead is only what is dead in every pairing`() async {
    var probe = Sample.probe()
    probe.scheme = .basic
    probe.template = "{value}:{secret}"
    let catalog = Sample.catalog(probe)
    let credentials = [
      Sample.credential("smp_id", ["secret": "wrong"]),
      Sample.credential("smp_other", ["secret": "right"], number: 2),
    ]
    let paths = Dictionary(uniqueKeysWithValues: credentials.map { ($0.fingerprint, Set(["config.yml"])) })
    let pair = "Basic " + Base64Text.encode("smp_id:right".utf8)
    let transport = FakeTransport { request in
      Self.bearer(request) == pair
        ? FakeTransport.json(200, #"{"login":"ada"}"#) : FakeTransport.json(401, "{}")
    }
    let observations = await Prober.observe(credentials, catalog, transport, paths: paths)
    #expect(observations.map(\.validity) == [.live, .dead])
    let apart = await Prober.observe(credentials, catalog, transport)
    #expect(apart.map(\.validity) == [.dead, .dead])
  }

  @Test func `a cancelled run tells only what it asked`() async {
    let transport = FakeTransport { _ in FakeTransport.json(401, "{}") }
    let credentials = (1...200).map { Sample.credential("smp_\($0)", number: UInt8($0)) }
    var options = Sample.options
    options.hostRate = 50
    options.totalRate = 50
    let plan = ProbePlan(credentials, catalog: catalog, options: options)
    let observations = Observations()
    let prober = Prober(options: options, transport: transport) { Sample.now }
    let task = Task { await prober.run(plan) { await observations.add($0) } }
    while await observations.all.isEmpty { await Task.yield() }
    task.cancel()
    await task.value
    let count = await observations.all.count
    #expect(count > 0 && count < 100)
    #expect(await observations.all.allSatisfy { $0.reason != .interrupted })
  }

  @Test func `ten thousand secrets are asked once each`() async {
    let transport = FakeTransport { _ in FakeTransport.json(401, "{}") }
    let credentials = (0..<10_000).map { number in
      Credential(
        fingerprint: Fingerprint(code: (0..<16).map { UInt8(truncatingIfNeeded: number >> ($0 % 2 * 8)) }),
        detector: "sample", value: Secret("smp_\(number)".utf8), companions: [:])
    }
    var options = Sample.options
    options.hostRate = 1_000_000
    options.totalRate = 1_000_000
    let observations = await Prober.observe(credentials + credentials, catalog, transport, options: options)
    #expect(observations.count == 10_000)
    #expect(await transport.requests.count == 10_001)
  }
}
