import Foundation
import Glibc
import TestServers

/// RabbitMQ in a folder of its own on loopback, which ends with this object, with the name server that Erlang wants
/// beside it. It begins within seconds to half a minute.
final class BrokerServer {
  let port: Int
  let encryptedPort: Int
  private let names: Spawned
  private let process: Spawned
  private let folder: String

  /// - Parameter certificates: Folder with `ca.pem`, `server.pem` and `server.key`.
  init(user: String, password: String, certificates: String) throws {
    folder = "/tmp/lkmq-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    port = try DatabaseServer.freePort()
    encryptedPort = try DatabaseServer.freePort()
    let (namesPort, nodePort) = (try DatabaseServer.freePort(), try DatabaseServer.freePort())
    let settings = """
      listeners.tcp.local = 127.0.0.1:\(port)
      listeners.ssl.local = 127.0.0.1:\(encryptedPort)
      ssl_options.cacertfile = \(certificates)/ca.pem
      ssl_options.certfile = \(certificates)/server.pem
      ssl_options.keyfile = \(certificates)/server.key
      ssl_options.verify = verify_none
      default_user = \(user)
      default_pass = \(password)
      log.console = false
      """
    try settings.write(toFile: folder + "/rabbitmq.conf", atomically: false, encoding: .utf8)
    try "[].".write(toFile: folder + "/plugins", atomically: false, encoding: .utf8)
    names = try Spawned(["/usr/bin/epmd", "-port", "\(namesPort)", "-address", "127.0.0.1"], in: folder)
    process = try Spawned(
      ["/usr/lib/rabbitmq/bin/rabbitmq-server"], in: folder,
      environment: [
        "PATH=/usr/bin:/bin", "HOME=\(folder)", "RABBITMQ_BASE=\(folder)",
        "RABBITMQ_NODENAME=lk\(port)@localhost", "RABBITMQ_DIST_PORT=\(nodePort)",
        "ERL_EPMD_PORT=\(namesPort)", "ERL_EPMD_ADDRESS=127.0.0.1",
        "RABBITMQ_MNESIA_BASE=\(folder)/data", "RABBITMQ_LOG_BASE=\(folder)/log",
        "RABBITMQ_CONFIG_FILE=\(folder)/rabbitmq.conf", "RABBITMQ_CONF_ENV_FILE=\(folder)/none",
        "RABBITMQ_ADVANCED_CONFIG_FILE=\(folder)/none.config",
        "RABBITMQ_ENABLED_PLUGINS_FILE=\(folder)/plugins", "RABBITMQ_PID_FILE=\(folder)/pid",
        // Few threads are begun sooner.
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=+S 1:1 +A 4",
      ])
    for _ in 0..<1200 where !(DatabaseServer.accepts(port) && DatabaseServer.accepts(encryptedPort)) {
      usleep(100_000)
    }
    guard DatabaseServer.accepts(encryptedPort) else {
      throw DatabaseServer.Failure(description: "rabbitmq-server did not start")
    }
  }

  deinit {
    // The process is a shell, which waits for the broker.
    let text = try? String(contentsOfFile: folder + "/pid", encoding: .utf8)
    if let id = text.flatMap({ pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }), id > 1 {
      kill(id, SIGKILL)
    }
    process.end(SIGKILL)
    names.end(SIGKILL)
    try? FileManager.default.removeItem(atPath: folder)
  }
}
