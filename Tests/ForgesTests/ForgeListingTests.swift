import Findings
import Foundation
import TestServers
import Testing

@testable import Forges

/// The real client against list endpoints on loopback. They speak the documentation of the forges: none of the forges
/// themselves can be installed from Debian or PyPI.
@Suite(.serialized) struct ForgeListingTests {
  @Test(arguments: ForgeKind.allCases) func `an organisation is listed to its last page`(kind: ForgeKind)
    async throws
  {
    let outcome = try await list(kind, "acme")
    #expect(outcome.error == nil)
    #expect(outcome.repositories.count == 237)
    #expect(outcome.pages == (kind == .gitea ? 5 : 3))
    // It may sleep: a page that breaks off is asked for again.
    #expect(outcome.refused.isEmpty && outcome.omitted.isEmpty)
    let third = try #require(outcome.repositories.first { $0.fullName == "acme/repo-021" })
    #expect(third.owner == "acme")
    #expect(third.cloneAddress.gitAddress == Sample.base(try Listed.shared.get()) + "/acme/repo-021.git")
    #expect(third.webURL == Sample.base(try Listed.shared.get()) + "/acme/repo-021")
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
}
