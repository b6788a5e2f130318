import Foundation
import TestRepositories
import TestServers
import Testing

/// Logins at the real servers on loopback.
@Suite(.serialized) struct DatabaseProbeTests {
  static let password = ["Qm7w", "Zp3x", "Kd9v"].joined()

  /// What a probe says of the one password in a URL such as `redis://:PASSWORD@HOST/app`.
  static func verdict(
    _ url: String, password: String = password, host: String, port: Int, _ more: [String] = []
  ) throws -> String {
    let repository = try TemporaryRepository()
    let text = url.replacing("PASSWORD", with: password).replacing("HOST", with: host)
    try repository.commit("url", "DATABASE_URL=\(text)\n")
    let result = try Program.run(
      [
        "probe", "--run", "--i-own-these", "-f", "json", "--allow-host", "\(host):\(port)", "--connect-to",
        "\(host)=127.0.0.1:\(port)", "--host-rate", "100",
      ] + more, in: repository.path, environment: ["XDG_STATE_HOME": repository.surroundings])
    let finding = result.findings.first
    guard let validity = finding?["validity"] as? String else { return "missing: \(result.error)" }
    // The reason, without where and when.
    let reason = (finding?["validityReason"] as? String ?? "").components(separatedBy: " (LOGIN ")[0]
    return validity == "unknown" ? "unknown: " + reason : validity
  }

  static let wrong = String(password.reversed())

  private func verdicts(_ url: String, host: String, port: Int) throws -> [String] {
    try [Self.password, Self.wrong].map { try Self.verdict(url, password: $0, host: host, port: port) }
  }

  @Test func `a Redis password lives or is dead`() throws {
    let server = try DatabaseServer.redis(password: Self.password)
    #expect(
      try verdicts("redis://:PASSWORD@HOST/app", host: "cache.leakage.test", port: server.port) == [
        "live", "dead",
      ])
  }

  @Test func `a Redis server that asks for no password proves none`() throws {
    let server = try DatabaseServer.redis(password: "")
    for url in ["redis://:PASSWORD@HOST/app", "redis://default:PASSWORD@HOST/app"] {
      #expect(
        try Self.verdict(url, host: "cache.leakage.test", port: server.port)
          == "unknown: the endpoint accepts a wrong value as well")
    }
  }

  @Test func `a PostgreSQL password lives or is dead, and where none is asked for nothing is known`() throws {
    let server = try DatabaseServer.postgres(password: Self.password)
    let host = "pg.leakage.test"
    #expect(
      try verdicts("postgresql://app:PASSWORD@HOST/app", host: host, port: server.port) == ["live", "dead"])
    #expect(
      try Self.verdict("postgresql://open:PASSWORD@HOST/app", host: host, port: server.port)
        == "unknown: the endpoint accepts a wrong value as well")
  }

  /// Its account might be bound to other addresses than this one.
  @Test func `a MariaDB password lives, and is dead where it lived before`() throws {
    let server = try DatabaseServer.mariadb(password: Self.password)
    let repository = try TemporaryRepository()
    let host = "my.leakage.test"
    #expect(
      try verdicts("mysql://app:PASSWORD@HOST/app", host: host, port: server.port) == [
        "live", "unknown: refused, but its owner may allow other addresses than this one",
      ])
    try repository.commit("url", "DATABASE_URL=mysql://app:\(Self.password)@\(host)/app\n")
    let changed = try DatabaseServer.mariadb(password: Self.wrong)
    let verdicts = try [(server.port, "2026-01-10"), (changed.port, "2026-02-10")].map { port, day in
      let result = try Program.run(
        [
          "probe", "--run", "--i-own-these", "-f", "json", "--allow-host", "\(host):\(port)", "--connect-to",
          "\(host)=127.0.0.1:\(port)", "--host-rate", "100", "--now", day,
        ], in: repository.path, environment: ["XDG_STATE_HOME": repository.surroundings])
      return result.findings.first?["validity"] as? String ?? "missing: \(result.error)"
    }
    #expect(verdicts == ["live", "dead"])
  }

  @Test func `a RabbitMQ password lives or is dead, also over TLS`() throws {
    let stub = try TestServer.stub()
    let broker = try BrokerServer(user: "app", password: Self.password, certificates: stub.folder)
    let host = "stub.leakage.test"
    let trust = ["--ca-file", stub.folder + "/ca.pem"]
    #expect(
      try verdicts("amqp://app:PASSWORD@HOST:\(broker.port)/", host: host, port: broker.port) == [
        "live", "dead",
      ])
    // The password opens the broker, if not this virtual host.
    #expect(
      try Self.verdict("amqp://app:PASSWORD@HOST/elsewhere", host: host, port: broker.port) == "live")
    #expect(
      try [Self.password, Self.wrong].map {
        try Self.verdict(
          "amqps://app:PASSWORD@HOST", password: $0, host: host, port: broker.encryptedPort, trust)
      } == ["live", "dead"])
    #expect(
      try Self.verdict("amqps://app:PASSWORD@HOST", host: host, port: broker.encryptedPort)
        == "unknown: the server's certificate is not trusted")
    #expect(
      try Self.verdict(
        "amqps://app:PASSWORD@HOST", host: "wrong.leakage.test", port: broker.encryptedPort, trust)
        == "unknown: the server's certificate is not trusted")
    // What speaks another protocol, or not the encryption that was asked for.
    for (url, port) in [
      ("amqps://app:PASSWORD@HOST", broker.port), ("amqp://app:PASSWORD@HOST", broker.encryptedPort),
      ("amqp://app:PASSWORD@HOST", stub.port),
    ] {
      #expect(try Self.verdict(url, host: host, port: port, trust).hasPrefix("unknown: "))
    }
  }

  @Test func `no login is tried at a host that nobody allowed`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("url", "DATABASE_URL=postgresql://app:\(Self.password)@pg.leakage.test/app\n")
    let result = try Program.run(["probe"], in: repository.path)
    #expect(result.output.contains("1  its host is not named by --allow-host  uri-postgres"))
  }

  @Test(arguments: [("mongodb+srv", "uri-mongodb"), ("stomp", "uri-amqp"), ("mqtts", "uri-amqp")])
  func `what no client reaches safely is never asked, and the plan says why`(
    scheme: String, detector: String
  ) throws {
    let repository = try TemporaryRepository()
    try repository.commit("url", "DATABASE_URL=\(scheme)://app:\(Self.password)@db.leakage.test/app\n")
    let result = try Program.run(["probe", "--allow-host", "db.leakage.test"], in: repository.path)
    #expect(result.output.contains("no client for its protocol keeps the network's rules  \(detector)"))
  }
}
