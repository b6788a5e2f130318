import Findings
import TestServers
import Testing

@testable import Probing

/// The real client against a stub on loopback: every kind of answer that a provider, or what stands in its place,
/// has been seen to give.
@Suite(.serialized) struct TransportTests {
  private static let stub = Result { try TestServer.stub() }

  private func options(_ host: String = "stub.leakage.test", isAllowed: Bool = true) throws -> ProbeOptions {
    let stub = try Self.stub.get()
    var options = Sample.options
    options.rules.detours = [host: NetworkRules.Place(host: "127.0.0.1", port: stub.port)]
    options.rules.authorities = stub.folder + "/ca.pem"
    options.rules.totalTimeout = 2
    if isAllowed { options.rules.allowedHosts = [NetworkRules.AllowedHost(name: host)] }
    return options
  }

  private func observe(
    _ path: String, _ value: String = "smp_LIVE", host: String = "stub.leakage.test", options: ProbeOptions
  )
    async -> Observation?
  {
    let transport = HTTPTransport(rules: options.rules)
    let observations = await Prober.observe(
      [Sample.credential(value)], Sample.catalog(Sample.probe(path, host: host)), transport, options: options)
    await transport.close()
    return observations.first
  }

  @Test(arguments: [
    ("/me", "smp_LIVE", Validity.live, ProbeReason.identified), ("/me", "smp_gone", .dead, .refused),
    ("/me", "smp_LMTD", .limited, .recognised), ("/anything", "smp_gone", .unknown, .acceptsAnything),
    ("/html403", "smp_LIVE", .unknown, .filtered), ("/html200", "smp_LIVE", .unknown, .filtered),
    ("/429", "smp_LIVE", .live, .identified), ("/429always", "smp_LIVE", .unknown, .rateLimited),
    ("/500", "smp_LIVE", .unknown, .serverError), ("/redirect", "smp_LIVE", .unknown, .redirected),
    ("/wrongjson", "smp_LIVE", .unknown, .noIdentity), ("/brokenjson", "smp_LIVE", .unknown, .noIdentity),
    ("/oversize", "smp_LIVE", .unknown, .oversized), ("/bomb", "smp_LIVE", .unknown, .oversized),
    ("/slow", "smp_LIVE", .unknown, .timedOut),
  ])
  func `every kind of answer has its verdict`(
    path: String, value: String, validity: Validity, reason: ProbeReason
  ) async throws {
    var options = try options()
    // Only what must run out of time is not given plenty of it.
    options.rules.totalTimeout = reason == .timedOut ? 2 : 60
    let observation = await observe(path, value, options: options)
    #expect(observation?.validity == validity)
    #expect(observation?.reason == reason)
  }

  @Test func `dates are read and the owner is masked`() async throws {
    let observation = try #require(await observe("/me", options: try options()))
    #expect(observation.created?.iso8601 == "2024-05-06T07:08:09Z")
    #expect(observation.expires?.date == "2031-01-01")
    #expect(observation.lastUsed?.date == "2024-05-31")
    #expect(observation.owner?.hasPrefix("ad…-") == true)
    #expect(observation.owner?.contains("stub.test") == false)
  }

  @Test func `a certificate of another name is refused before anything is sent`() async throws {
    let stub = try Self.stub.get()
    let before = stub.requests.count
    let observation = await observe(
      "/me", host: "wrong.leakage.test", options: try options("wrong.leakage.test"))
    #expect(observation?.reason == .certificateRejected)
    #expect(stub.requests.count == before)
  }

  @Test func `a certificate of an unknown authority is refused before anything is sent`() async throws {
    var options = try options()
    options.rules.authorities = nil
    let before = try Self.stub.get().requests.count
    #expect(await observe("/me", options: options)?.reason == .certificateRejected)
    #expect(try Self.stub.get().requests.count == before)
  }

  @Test func `a loopback address is refused unless its host is allowed`() async throws {
    let observation = await observe("/me", options: try options(isAllowed: false))
    #expect(observation?.reason == .addressRefused)
  }

  @Test func `no redirect is followed and no cookie is kept`() async throws {
    let stub = try TestServer.stub()
    var options = try options()
    options.rules.detours = ["stub.leakage.test": NetworkRules.Place(host: "127.0.0.1", port: stub.port)]
    options.rules.authorities = stub.folder + "/ca.pem"
    #expect(await observe("/moved", options: options)?.reason == .redirected)
    #expect(stub.requests == ["GET /moved 401", "GET /moved 307"])
  }

  @Test func `at most 16 KiB of an answer are read, after inflation`() async throws {
    let stub = try TestServer.stub()
    var options = try options()
    options.rules.detours = ["stub.leakage.test": NetworkRules.Place(host: "127.0.0.1", port: stub.port)]
    options.rules.authorities = stub.folder + "/ca.pem"
    options.rules.connectTimeout = 60
    options.rules.totalTimeout = 60
    let transport = HTTPTransport(rules: options.rules)
    for path in ["/oversize", "/bomb"] {
      let header = ProbeRequest.Header("Authorization", "Bearer smp_LIVE")
      let request = ProbeRequest(method: "GET", host: "stub.leakage.test", target: path, headers: [header])
      let exchange = await transport.send(request)
      // Where the head and too much of the body arrive in one piece, no answer is made of them at all.
      if case .failure(let failure) = exchange, failure.reason == .oversized, path == "/bomb" { continue }
      guard case .answer(let answer) = exchange else {
        Issue.record("\(path): \(exchange)")
        continue
      }
      #expect(answer.isCut)
      #expect(answer.body.count <= 16 << 10)
    }
    await transport.close()
  }

  @Test func `a server that speaks old TLS only gets nothing`() async throws {
    let odd = try TestServer.odd("old-tls", beside: try Self.stub.get())
    var options = try options()
    options.rules.detours = ["stub.leakage.test": NetworkRules.Place(host: "127.0.0.1", port: odd.port)]
    #expect(await observe("/me", options: options)?.validity == .unknown)
    #expect(!odd.lines(of: "old-tls").contains("accepted"))
  }

  @Test func `a server that never answers is given up when the time to connect is over`() async throws {
    let odd = try TestServer.odd("silent", beside: try Self.stub.get())
    var options = try options()
    options.rules.detours = ["stub.leakage.test": NetworkRules.Place(host: "127.0.0.1", port: odd.port)]
    options.rules.connectTimeout = 0.5
    options.rules.totalTimeout = 60
    let start = ContinuousClock.now
    #expect(await observe("/me", options: options)?.validity == .unknown)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func `a proxy that was asked for is used, and its place resolves no name here`() async throws {
    let odd = try TestServer.odd("proxy", beside: try Self.stub.get())
    var options = try options(isAllowed: false)
    options.rules.detours = [:]
    options.rules.proxy = NetworkRules.Place(host: "127.0.0.1", port: odd.port)
    #expect(await observe("/me", options: options)?.validity == .live)
    #expect(odd.lines(of: "proxy").first == "CONNECT stub.leakage.test:443 HTTP/1.1")
  }

  @Test func `a proxy that is not there is no way around`() async throws {
    var options = try options()
    options.rules.proxy = NetworkRules.Place(host: "127.0.0.1", port: 9)
    #expect(await observe("/me", options: options)?.reason == .connectionFailed)
  }
}
