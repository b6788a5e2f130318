import Detectors
import Findings
import Synchronization
import Testing

@testable import Probing

/// How many requests leave, and when.
@Suite struct PacingTests {
  /// Counts what is on its way to each host.
  private actor BusyTransport: Transport {
    private var running: [String: Int] = [:]
    private(set) var most: [String: Int] = [:]
    private(set) var mostHosts = 0

    func send(_ request: ProbeRequest) async -> Exchange {
      running[request.host, default: 0] += 1
      most[request.host] = max(most[request.host] ?? 0, running[request.host] ?? 0)
      mostHosts = max(mostHosts, running.values.count { $0 > 0 })
      do { try await Task.sleep(for: .milliseconds(5)) } catch {}
      running[request.host, default: 0] -= 1
      return FakeTransport.json(401, "{}")
    }

    func logIn(_ login: Login) async -> AnswerReading { AnswerReading(.unknown, .protocolError) }
  }

  @Test func `a host gets one request at a time, and several hosts are asked at once`() async {
    let hosts = ["a.leakage.test", "b.leakage.test", "c.leakage.test"]
    let detectors = hosts.map { Sample.detector(Sample.probe(host: $0), id: $0) }
    let credentials = (0..<60).map {
      Sample.credential("smp_\($0)", number: UInt8($0), detector: hosts[$0 % 3])
    }
    let transport = BusyTransport()
    let observations = await Prober.observe(credentials, DetectorCatalog(detectors: detectors), transport)
    #expect(observations.count == 60)
    #expect(await transport.most == ["a.leakage.test": 1, "b.leakage.test": 1, "c.leakage.test": 1])
    #expect(await transport.mostHosts > 1)
  }

  @Test func `a run keeps the rate`() async {
    var options = Sample.options
    options.hostRate = 50
    let transport = FakeTransport { _ in FakeTransport.json(401, "{}") }
    let credentials = (1...20).map { Sample.credential("smp_\($0)", number: $0) }
    let start = ContinuousClock.now
    _ = await Prober.observe(credentials, Sample.catalog(Sample.probe()), transport, options: options)
    #expect(await transport.requests.count == 21)
    #expect(ContinuousClock.now - start >= .milliseconds(400))
  }

  @Test(
    arguments: [
      (["retry-after": "1"], 3, 1.0), (["retry-after": "0"], 3, 0), (["retry-after": "61"], 2, 0),
      ([:], 2, 0),
      (["retry-after": "-1"], 2, 0), (["retry-after": "soon"], 2, 0),
      (["retry-after": "Thu, 01 Jan 2026 00:00:01 GMT", "date": "Thu, 01 Jan 2026 00:00:00 GMT"], 3, 1),
      (["retry-after": "Thu, 01 Jan 2026 00:02:00 GMT", "date": "Thu, 01 Jan 2026 00:00:00 GMT"], 2, 0),
    ] as [([String: String], Int, Double)])
  func `a server that asks to wait a minute at most is asked once more, and not before`(
    headers: [String: String], requests: Int, seconds: Double
  ) async {
    let transport = FakeTransport { request in
      let isReal = request.headers.contains { $0.value.contains("smp_value") }
      return isReal ? FakeTransport.json(503, "{}", headers) : FakeTransport.json(401, "{}")
    }
    let start = ContinuousClock.now
    _ = await Prober.observe([Sample.credential("smp_value")], Sample.catalog(Sample.probe()), transport)
    #expect(await transport.requests.count == requests)
    #expect(ContinuousClock.now - start >= .seconds(seconds))
  }

  @Test func `a connection that fails is tried once more, and no other failure is`() async {
    for (reason, count) in [
      (ProbeReason.connectionFailed, 2), (.timedOut, 1), (.certificateRejected, 1), (.addressRefused, 1),
    ] {
      let transport = FakeTransport { _ in .failure(ProbeFailure(reason)) }
      let observations = await Prober.observe(
        [Sample.credential("smp_value")], Sample.catalog(Sample.probe()), transport)
      #expect(observations.map(\.reason) == [reason])
      #expect(await transport.requests.count == count, "\(reason)")
    }
  }

  @Test func `a name is looked up once in a run, so that it cannot change its mind`() async throws {
    let calls = Mutex(0)
    let resolver = HostResolver(rules: NetworkRules()) { _ in
      let count = calls.withLock {
        $0 += 1
        return $0
      }
      return [NetworkAddress(count == 1 ? "1.1.1.1" : "169.254.169.254")].compactMap(\.self)
    }
    for _ in 0..<3 {
      #expect(try await resolver.address(of: "rebinding.leakage.test").description == "1.1.1.1")
    }
    #expect(calls.withLock { $0 } == 1)
  }

  @Test func `what a plan costs counts wrong values and the slower of both rates`() {
    var options = Sample.options
    (options.hostRate, options.totalRate) = (1, 8)
    let credentials = (1...10).map { Sample.credential("smp_\($0)", number: $0) }
    let plan = ProbePlan(credentials, catalog: Sample.catalog(Sample.probe()), options: options)
    #expect(plan.cost(options) == ProbePlan.Cost(requests: 11, seconds: 10))
    options.totalRate = 0.5
    #expect(plan.cost(options).seconds == 20)
  }
}
