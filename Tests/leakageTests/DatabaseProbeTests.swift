import Foundation
import TestRepositories
import Testing

/// Logins at the real servers on loopback.
@Suite(.serialized) struct DatabaseProbeTests {
  private func validities(_ scheme: String, host: String, port: Int, right: String, user: String) throws
    -> [String]
  {
    let wrong = String(right.reversed())
    return try [right, wrong].map { password in
      let repository = try TemporaryRepository()
      try repository.commit("url", "DATABASE_URL=\(scheme)://\(user):\(password)@\(host)/app\n")
      let result = try Program.run(
        [
          "probe", "--run", "--i-own-these", "-f", "json", "--allow-host", "\(host):\(port)", "--connect-to",
          "\(host)=127.0.0.1:\(port)", "--host-rate", "100",
        ], in: repository.path, environment: ["XDG_STATE_HOME": repository.surroundings])
      return result.findings.first?["validity"] as? String ?? "missing: \(result.error)"
    }
  }

  private static let password = ["Qm7w", "Zp3x", "Kd9v"].joined()

  @Test func `a Redis password lives or is dead`() throws {
    let server = try DatabaseServer.redis(password: Self.password)
    #expect(
      try validities("redis", host: "cache.leakage.test", port: server.port, right: Self.password, user: "")
        == ["live", "dead"])
  }

  @Test func `a PostgreSQL password lives or is dead`() throws {
    let server = try DatabaseServer.postgres(password: Self.password)
    #expect(
      try validities(
        "postgresql", host: "pg.leakage.test", port: server.port, right: Self.password, user: "app") == [
          "live", "dead",
        ])
  }

  @Test func `a MariaDB password lives or is dead`() throws {
    let server = try DatabaseServer.mariadb(password: Self.password)
    #expect(
      try validities("mysql", host: "my.leakage.test", port: server.port, right: Self.password, user: "app")
        == ["live", "dead"])
  }

  @Test(arguments: [("mongodb", "uri-mongodb"), ("amqps", "uri-amqp")])
  func `MongoDB and AMQP are never asked, and the plan says why`(scheme: String, detector: String) throws {
    let repository = try TemporaryRepository()
    try repository.commit("url", "DATABASE_URL=\(scheme)://app:\(Self.password)@db.leakage.test/app\n")
    let result = try Program.run(["probe", "--allow-host", "db.leakage.test"], in: repository.path)
    #expect(result.output.contains("no client for its protocol keeps the network's rules  \(detector)"))
  }

  @Test func `no login is tried at a host that nobody allowed`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("url", "DATABASE_URL=postgresql://app:\(Self.password)@pg.leakage.test/app\n")
    let result = try Program.run(["probe"], in: repository.path)
    #expect(result.output.contains("1  its host is not named by --allow-host  uri-postgres"))
  }
}
