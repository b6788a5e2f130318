import Findings
import Foundation
import Probing
import TestServers
import Testing

@testable import Forges

/// What a listing of a server on loopback gave.
struct Listed {
  var repositories: [ListedRepository] = []
  var omitted: [ListingFilter.Omission: Int] = [:]
  var refused: [ForgeError] = []
  var pages = 0
  var sleeps: [Double] = []
  var notices: [ForgeNotice] = []
  var error: ForgeError?

  /// Serves all tests that count nothing.
  static let shared = Result { try TestServer.forge() }
}

func list(
  _ kind: ForgeKind, _ path: String, token: String? = TestServer.forgeToken,
  filter: ListingFilter = ListingFilter(),
  limits: ForgeLimits = ForgeLimits(), server: TestServer? = nil
) async throws -> Listed {
  let server = try server ?? Listed.shared.get()
  let text = kind == .gitea ? "gitea:127.0.0.1:\(server.port)/\(path)" : "\(kind.rawValue):\(path)"
  let target = try #require(try ForgeTarget(text, bases: try Sample.bases(server)))
  let transport = ForgeListing.transport(for: [target.place], limits: limits)
  let (clock, notices) = (FakeClock(), Collected<ForgeNotice>())
  let listing = ForgeListing(
    target, credential: token.flatMap { ForgeCredential(password: $0, source: "SAMPLE_TOKEN") },
    filter: filter,
    limits: limits, transport: transport, clock: clock.clock, notice: { notices.add($0) })
  var outcome = Listed()
  do {
    for try await page in listing {
      outcome.pages += 1
      outcome.repositories += page.repositories
      outcome.omitted.merge(page.omitted, uniquingKeysWith: +)
      outcome.refused += page.refused
    }
  } catch { outcome.error = error }
  await transport.close()
  outcome.sleeps = clock.sleeps
  outcome.notices = notices.values
  return outcome
}
