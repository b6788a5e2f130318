import Foundation
import TestRepositories
import TestServers
import Testing

/// Logins to a stand-in for MongoDB that speaks its documented protocol.
@Suite(.serialized) struct MongoProbeTests {
  private let stub: TestServer
  private let host = "stub.leakage.test"
  private static let refused =
    "unknown: refused, but its owner may allow other addresses than this one"

  init() throws { stub = try TestServer.stub() }

  private func server(_ mode: String) throws -> TestServer {
    try TestServer.mongo(mode, account: "app@admin", password: DatabaseProbeTests.password, beside: stub)
  }

  private func verdict(_ url: String, _ server: TestServer, _ more: String...) throws -> String {
    try DatabaseProbeTests.verdict(url, host: host, port: server.port, more)
  }

  @Test func `a password lives or is refused, by one login and one question`() throws {
    let server = try server("plain")
    #expect(try verdict("mongodb://app:PASSWORD@HOST", server) == "live")
    // One connection of an invented account, and one of the real one, to the only server that was allowed.
    #expect(server.lines(of: "mongo").count { $0 == "connection" } == 2)
    #expect(server.lines(of: "mongo").count { $0 == "saslStart" } == 2)
    #expect(server.lines(of: "mongo").count { $0 == "connectionStatus" } == 1)
    #expect(
      try DatabaseProbeTests.verdict(
        "mongodb://app:PASSWORD@HOST", password: DatabaseProbeTests.wrong, host: host, port: server.port)
        == Self.refused)
  }

  @Test func `the user's database is read off the URL`() throws {
    let server = try server("plain")
    #expect(try verdict("mongodb://app:PASSWORD@HOST:\(server.port)/shop", server) == Self.refused)
    #expect(
      try verdict("mongodb://app:PASSWORD@HOST,other.leakage.test/shop?w=1&authSource=admin", server)
        == "live")
  }

  @Test func `encryption is what the URL asks for, with a certificate for the host`() throws {
    let server = try server("tls")
    let url = "mongodb://app:PASSWORD@HOST/?tls=true"
    #expect(try verdict(url, server, "--ca-file", stub.folder + "/ca.pem") == "live")
    #expect(try verdict(url, server) == "unknown: the server's certificate is not trusted")
    #expect(!server.lines(of: "mongo").suffix(1).contains("saslStart"))
  }

  @Test(arguments: [
    // Whoever does not know the password can say yes, and not prove it.
    ("mimic", "unknown: no connection"),
    // It holds no users, and lets everybody ask.
    ("arbiter", "unknown: the answer names no identity"),
    ("silent", "unknown: no answer in time"),
  ])
  func `a yes without a proof is none`(mode: String, expected: String) throws {
    #expect(try verdict("mongodb://app:PASSWORD@HOST", try server(mode)) == expected)
  }
}
