import Foundation
import Probing
import TestRepositories
import TestServers
import Testing

@testable import Forges

/// The same over TLS, with an authority that only the test knows.
@Suite(.serialized) struct ForgeTLSTests {
  private let stub: TestServer
  private let forge: TestServer

  init() throws {
    stub = try TestServer.stub()
    forge = try TestServer.forge(beside: stub)
  }

  private func list(authorities: String?) async throws -> [ListedRepository] {
    let bases = try ForgeBases([.github: "https://localhost:\(forge.port)"])
    let target = try #require(try ForgeTarget("github:acme", bases: bases))
    var rules = NetworkRules()
    rules.authorities = authorities
    let transport = ForgeListing.transport(for: [target.place], rules: rules)
    let listing = ForgeListing(
      target, credential: Sample.credential(), transport: transport, clock: FakeClock().clock)
    var found: [ListedRepository] = []
    do {
      for try await page in listing { found += page.repositories }
    } catch {
      await transport.close()
      throw error
    }
    await transport.close()
    return found
  }

  @Test func `a list and a mirror come over TLS, and from no server whose certificate is not trusted`()
    async throws
  {
    #expect(try await list(authorities: stub.folder + "/ca.pem").count == 237)
    await #expect { try await list(authorities: nil) } throws: { ($0 as? ForgeError)?.code == .unreachable }
    let source = try TemporaryRepository()
    try source.commit("file", "one\n")
    try forge.serve(source.path, as: "private/web.git")
    let address = try RepositoryAddress("https://localhost:\(forge.port)/private/web.git")
    let folder = try Folder()
    var options = MirrorOptions()
    options.authorities = stub.folder + "/ca.pem"
    let mirror = try await MirrorCache(folder: folder.path + "/one", limit: 1 << 30, options: options)
      .mirror(of: address, credential: Sample.credential(), kind: .gitlab)
    #expect(mirror.change == .cloned)
    let before = forge.requests.count
    let blind = try MirrorCache(folder: folder.path + "/two", limit: 1 << 30)
    await #expect { try await blind.mirror(of: address, credential: Sample.credential()) } throws: {
      ($0 as? MirrorError)?.code == .unreachable
    }
    #expect(forge.requests.count == before)
  }
}
