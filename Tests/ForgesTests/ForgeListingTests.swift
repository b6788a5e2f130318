import Findings
import Foundation
import Probing
import TestServers
import Testing

@testable import Forges

/// The real client against list endpoints on loopback. They speak the documentation of the forges: none of the forges
/// themselves can be installed from Debian or PyPI.
@Suite(.serialized) struct ForgeListingTests {
  private static let shared = Result { try TestServer.forge() }

  private struct Outcome {
    var repositories: [ListedRepository] = []
    var omitted: [ListingFilter.Omission: Int] = [:]
    var refused: [ForgeError] = []
    var pages = 0
    var sleeps: [Double] = []
    var notices: [ForgeNotice] = []
    var error: ForgeError?
  }

  private func list(
    _ kind: ForgeKind, _ path: String, token: String? = TestServer.forgeToken,
    filter: ListingFilter = ListingFilter(),
    limits: ForgeLimits = ForgeLimits(), server: TestServer? = nil
  ) async throws -> Outcome {
    let server = try server ?? Self.shared.get()
    let text = kind == .gitea ? "gitea:127.0.0.1:\(server.port)/\(path)" : "\(kind.rawValue):\(path)"
    let target = try #require(try ForgeTarget(text, bases: try Sample.bases(server)))
    let transport = ForgeListing.transport(for: [target.place], limits: limits)
    let (clock, notices) = (FakeClock(), Collected<ForgeNotice>())
    let listing = ForgeListing(
      target, credential: token.flatMap { ForgeCredential(password: $0, source: "SAMPLE_TOKEN") },
      filter: filter,
      limits: limits, transport: transport, clock: clock.clock, notice: { notices.add($0) })
    var outcome = Outcome()
    do {
      for try await page in listing {
        outcome.pages += 1
        outcome.repositories += page.repositories
        outcome.omitted.merge(page.omitted, uniquingKeysWith: +)
        outcome.refused += page.refused
      }
    } catch { outcome.error = error as? ForgeError }
    await transport.close()
    outcome.sleeps = clock.sleeps
    outcome.notices = notices.values
    return outcome
  }

  @Test(arguments: ForgeKind.allCases) func `an organisation is listed to its last page`(kind: ForgeKind)
    async throws
  {
    let outcome = try await list(kind, "acme")
    #expect(outcome.error == nil)
    #expect(outcome.repositories.count == 237)
    #expect(outcome.pages == (kind == .gitea ? 5 : 3))
    #expect(outcome.refused.isEmpty && outcome.omitted.isEmpty && outcome.sleeps.isEmpty)
    let third = try #require(outcome.repositories.first { $0.fullName == "acme/repo-021" })
    #expect(third.owner == "acme")
    #expect(third.cloneAddress.gitAddress == Sample.base(try Self.shared.get()) + "/acme/repo-021.git")
    #expect(third.webURL == Sample.base(try Self.shared.get()) + "/acme/repo-021")
    #expect(third.defaultBranch == (kind == .bitbucketServer ? nil : "main"))
    #expect(third.isFork && !third.isArchived)
    #expect(third.visibility == .public)
    #expect(third.size == (kind == .bitbucketServer ? nil : 210 << 10))
    #expect(third.pushed?.iso8601 == (kind == .bitbucketServer ? nil : "2024-01-22T00:00:00Z"))
  }

  @Test(arguments: ForgeKind.allCases) func `without a token the public part is listed`(kind: ForgeKind)
    async throws
  {
    let outcome = try await list(kind, "acme", token: nil)
    #expect(outcome.repositories.count == 158)
    #expect(
      outcome.repositories.allSatisfy {
        $0.visibility != .private || kind == .bitbucket || kind == .bitbucketServer
      })
  }

  @Test(arguments: [ForgeKind.github, .gitlab, .gitea]) func `a name that is no organisation is a user`(
    kind: ForgeKind
  )
    async throws
  {
    #expect(try await list(kind, "ada").repositories.count == 3)
    #expect(try await list(kind, "ada", token: nil).repositories.count == 2)
  }

  @Test(arguments: ForgeKind.allCases) func `a single repository is found, or not`(kind: ForgeKind)
    async throws
  {
    let found = try await list(kind, "acme/repo-007")
    #expect(found.repositories.map(\.fullName) == ["acme/repo-007"])
    #expect(try await list(kind, "acme/nothing").error?.code == .notFound)
  }

  @Test(arguments: ForgeKind.allCases) func `a wrong token is said to be one, and not shown`(kind: ForgeKind)
    async throws
  {
    let outcome = try await list(kind, "acme", token: "a-wrong-one-entirely")
    #expect(outcome.error?.code == .unauthorised)
    #expect(outcome.error?.message == "refuses the token from SAMPLE_TOKEN")
  }

  @Test(arguments: ForgeKind.allCases) func `what is hidden from us is not found, with a hint`(
    kind: ForgeKind
  )
    async throws
  {
    let outcome = try await list(kind, "hidden", token: nil)
    #expect(outcome.error?.code == .notFound)
    #expect(outcome.error?.message.contains("without a token") == true)
    #expect(try await list(kind, "hidden").repositories.count == 12)
  }

  @Test(arguments: ForgeKind.allCases) func `a used-up limit is waited for, and said to be`(kind: ForgeKind)
    async throws
  {
    let outcome = try await list(kind, "limited", server: try TestServer.forge())
    #expect(outcome.repositories.count == 12)
    #expect(outcome.sleeps.count == 1)
    #expect((1...3).contains(outcome.sleeps.first ?? 0))
    #expect(outcome.notices.first.map { "\($0)".contains("limit of requests") } == true)
  }

  @Test(arguments: ForgeKind.allCases) func `an answer that uses up the limit makes the next one wait`(
    kind: ForgeKind
  )
    async throws
  {
    let outcome = try await list(kind, "spent")
    #expect(outcome.repositories.count == 12)
    #expect(outcome.sleeps.count >= 2)
  }

  @Test func `a secondary limit is waited for a minute where no time is told`() async throws {
    let outcome = try await list(.github, "secondary", server: try TestServer.forge())
    #expect(outcome.repositories.count == 12)
    #expect(outcome.sleeps == [60, 2])
  }

  @Test(arguments: ForgeKind.allCases) func `429 is heeded everywhere, and its end is not awaited for ever`(
    kind: ForgeKind
  )
    async throws
  {
    let outcome = try await list(kind, "throttled", server: try TestServer.forge())
    #expect(outcome.repositories.count == 12 && outcome.sleeps == [1])
    let exhausted = try await list(kind, "exhausted")
    #expect(exhausted.error?.code == .rateLimited)
    #expect(exhausted.sleeps.isEmpty)
    var patient = ForgeLimits()
    patient.longestWait = 10_000
    let worn = try await list(kind, "exhausted", limits: patient)
    #expect(worn.error?.code == .rateLimited)
    #expect(worn.sleeps.reduce(0, +) <= patient.totalWait)
  }

  @Test(arguments: ForgeKind.allCases)
  func `a forge that fails is asked again, with growing pauses, and given up`(
    kind: ForgeKind
  ) async throws {
    let outcome = try await list(kind, "flaky", server: try TestServer.forge())
    #expect(outcome.repositories.count == 12 && outcome.sleeps == [1, 2])
    let down = try await list(kind, "down")
    #expect(down.error?.code == .unreachable)
    #expect(down.sleeps == [1, 2, 4, 8, 16])
  }

  @Test func `a forge that wants single sign-on for the token says so`() async throws {
    let outcome = try await list(.github, "forbidden")
    #expect(outcome.error?.code == .forbidden)
    #expect(outcome.error?.message.contains("single sign-on") == true)
  }

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

  @Test func `filters leave out and count`() async throws {
    var filter = ListingFilter()
    filter.includesArchived = false
    filter.includesForks = false
    filter.visibilities = [.public, .internal]
    filter.names = [PathGlob("repo-0*"), PathGlob("acme/repo-1*")]
    filter.excludedNames = [PathGlob("*-*5")]
    filter.largest = 1500 << 10
    filter.pushedSince = Timestamp(parsing: "2024-01-11")
    let outcome = try await list(.github, "acme", filter: filter)
    let expected = (0..<237).filter { number in
      number % 10 != 0 && number % 7 != 0 && number % 3 != 1 && number < 200 && number % 10 != 5
        && number <= 150
        && number >= 10
    }
    #expect(
      outcome.repositories.map(\.fullName) == expected.map { "acme/repo-" + String(format: "%03d", $0) })
    #expect(outcome.repositories.count + outcome.omitted.values.reduce(0, +) == 237)
    #expect(outcome.omitted[.archived] == 24)
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
    let server = try Self.shared.get()
    _ = try await list(.github, "acme")
    let lines = server.requests
    #expect(lines.contains { $0.hasSuffix(" bearer") })
    #expect(!lines.contains { $0.contains(TestServer.forgeToken) })
  }
}
