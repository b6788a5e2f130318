import Findings
import Foundation
import Probing
import TestServers
import Testing

@testable import Forges

/// Forges that answer what nobody should believe.
@Suite(.serialized) struct HostileForgeTests {
  @Test(arguments: ForgeKind.allCases) func `a redirection is followed at the same place and nowhere else`(
    kind: ForgeKind
  ) async throws {
    #expect(try await list(kind, "moved").repositories.count == 237)
    let elsewhere = try TestServer.forge()
    let away = try await list(kind, "away-\(elsewhere.port)")
    #expect(away.error?.code == .redirected)
    let paged = try await list(kind, "away-\(elsewhere.port)-page")
    // GitLab's and Gitea's pages have numbers, which need no address.
    if kind == .github || kind == .bitbucket { #expect(paged.error?.code == .redirected) }
    #expect(elsewhere.requests.isEmpty)
  }

  @Test(arguments: ForgeKind.allCases) func `pages without end come to one`(kind: ForgeKind) async throws {
    var limits = ForgeLimits()
    limits.pages = 7
    let endless = try await list(kind, "endless", limits: limits)
    #expect(endless.error?.code == .endless)
    #expect(endless.pages == 6)
    let circle = try await list(kind, "circle")
    #expect(circle.error?.code == .endless)
    #expect(circle.pages == 10)
  }

  @Test(arguments: ForgeKind.allCases) func `addresses that should not be cloned are refused one by one`(
    kind: ForgeKind
  )
    async throws
  {
    let outcome = try await list(kind, "hostile")
    #expect(outcome.error == nil)
    #expect(outcome.repositories.map(\.cloneAddress.path) == ["/hostile/good.git"])
    #expect(outcome.refused.count == 9)
    for error in outcome.refused {
      #expect(error.code == .badAddress)
      #expect(!"\(error)".contains("\u{1b}"))
    }
  }

  @Test(arguments: ForgeKind.allCases) func `entries in another form are counted, and the others kept`(
    kind: ForgeKind
  )
    async throws
  {
    let outcome = try await list(kind, "odd")
    #expect(outcome.repositories.count == 2)
    #expect(outcome.refused.map(\.code) == [.malformed, .malformed, .malformed, .malformed])
  }

  @Test(arguments: ForgeKind.allCases) func `an answer that is no list is an error`(kind: ForgeKind)
    async throws
  {
    #expect(try await list(kind, "broken").error?.code == .malformed)
    #expect(try await list(kind, "object").error?.code == .malformed)
    #expect(try await list(kind, "deep").error?.code == .malformed)
    #expect(try await list(kind, "large").error?.code == .endless)
  }

  @Test func `a place that is not there is given up at once where trying again cannot help`() async throws {
    let target = try #require(try ForgeTarget("gitea:nowhere.invalid/org"))
    let (clock, transport) = (FakeClock(), ForgeListing.transport(for: [target.place]))
    let listing = ForgeListing(target, credential: nil, transport: transport, clock: clock.clock)
    await #expect(throws: ForgeError.self) { for try await _ in listing {} }
    #expect(clock.sleeps.isEmpty)
    await transport.close()
  }

  @Test func `nothing is sent without encryption but to this machine`() async throws {
    var rules = NetworkRules()
    rules.allowedHosts = [NetworkRules.AllowedHost(name: "192.0.2.1")]
    let transport = HTTPTransport(rules: rules)
    var request = ProbeRequest(method: "GET", host: "192.0.2.1", target: "/", headers: [])
    request.isPlain = true
    #expect(await transport.send(request) == .failure(ProbeFailure(.encryptionRefused)))
    await transport.close()
  }

  @Test func `the token is in no line that the server or we write`() async throws {
    let server = try Listed.shared.get()
    _ = try await list(.github, "acme")
    let lines = server.requests
    #expect(lines.contains { $0.hasSuffix(" bearer") })
    #expect(!lines.contains { $0.contains(TestServer.forgeToken) })
  }
}
