import Findings
import Testing

@testable import Probing

@Suite struct NetworkTests {
  @Test(arguments: [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1", "100.127.255.254", "192.0.0.170", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1",
    "fd00:ec2::254",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:db8::1", "2001::1", "::127.0.0.1",
    "3fff::1",
    "100::1", "fec0::1",
  ])
  func `an address that is not public is refused`(text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic == false)
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "140.82.112.5", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1",
    "::ffff:8.8.8.8", "64:ff9b::808:808",
  ])
  func `a public address is taken`(text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic)
  }

  @Test(
    arguments: [
      (["1.1.1.1"], false, nil), (["10.0.0.1"], false, ProbeReason.addressRefused),
      (["1.1.1.1", "10.0.0.1"], false, .addressRefused), (["10.0.0.1"], true, nil),
      ([], false, .nameUnresolved),
      (["::ffff:127.0.0.1"], false, .addressRefused),
    ] as [([String], Bool, ProbeReason?)])
  func `a name is resolved once, and any private answer refuses it`(
    addresses: [String], isAllowed: Bool, reason: ProbeReason?
  ) async {
    var rules = NetworkRules()
    if isAllowed { rules.allowedHosts = [NetworkRules.AllowedHost(name: "Stub.Leakage.Test")] }
    let resolver = HostResolver(rules: rules) { _ in addresses.compactMap { NetworkAddress($0) } }
    do throws(ProbeFailure) {
      let address = try await resolver.address(of: "stub.leakage.test")
      #expect(reason == nil)
      #expect(address.description == addresses[0])
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test func `a host gets so many requests a second, and all hosts together so many`() {
    var limiter = RateLimiter(perHost: 2, total: 8)
    let start = ContinuousClock.now
    let slots = (0..<4).map { _ in limiter.take(host: "a", now: start) - start }
    #expect(slots == [.seconds(0), .milliseconds(500), .seconds(1), .milliseconds(1500)])
    #expect(limiter.take(host: "b", now: start) - start == .milliseconds(1625))
    limiter.pause(host: "b", until: start + .seconds(30))
    #expect(limiter.take(host: "b", now: start) - start == .seconds(30))
  }

  @Test func `three unclear answers in a row open the breaker, and a clear one starts anew`() {
    var breaker = Breaker()
    let unclear = AnswerReading(.unknown, .serverError)
    for reading in [unclear, unclear, AnswerReading(.dead, .refused), unclear, unclear] {
      breaker.record(reading, host: "a")
    }
    #expect(!breaker.isOpen("a"))
    breaker.record(unclear, host: "a")
    #expect(breaker.isOpen("a"))
    #expect(!breaker.isOpen("b"))
  }
}
