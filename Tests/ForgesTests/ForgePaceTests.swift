import Findings
import Foundation
import TestServers
import Testing

@testable import Forges

/// Limits of requests, and forges that fail. The clock is one that does not wait.
@Suite(.serialized) struct ForgePaceTests {
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
}
