import Foundation
import Glibc
import TestServers

/// A database of its own folder on loopback, which ends with this object.
final class DatabaseServer {
  let port: Int
  private let process: Spawned
  private let folder: String

  struct Failure: Error, CustomStringConvertible { let description: String }

  static func redis(password: String) throws -> DatabaseServer {
    try DatabaseServer("/usr/bin/redis-server") { _, port in
      [
        "--port", "\(port)", "--bind", "127.0.0.1", "--requirepass", password, "--save", "", "--appendonly",
        "no",
      ]
    }
  }

  static func postgres(password: String) throws -> DatabaseServer {
    let root = "/usr/lib/postgresql"
    let version = try FileManager.default.contentsOfDirectory(atPath: root).sorted().last ?? ""
    let programs = "\(root)/\(version)/bin"
    return try DatabaseServer("\(programs)/postgres", asUser: "postgres") { folder, port in
      try Self.run(
        "\(programs)/initdb", ["-D", folder + "/data", "-U", "owner", "-A", "trust", "--no-sync"],
        asUser: "postgres")
      // One user with a password, and one that is trusted, made without a running server.
      let sql = "CREATE ROLE app LOGIN PASSWORD '\(password)'\nCREATE ROLE open LOGIN\n"
      try Self.run(
        "\(programs)/postgres", ["--single", "-D", folder + "/data", "postgres"], asUser: "postgres",
        input: sql)
      try "host all app 127.0.0.1/32 scram-sha-256\nhost all open 127.0.0.1/32 trust\n".write(
        toFile: folder + "/data/pg_hba.conf", atomically: false, encoding: .utf8)
      return ["-D", folder + "/data", "-p", "\(port)", "-h", "127.0.0.1", "-k", folder, "-F"]
    }
  }

  static func mariadb(password: String) throws -> DatabaseServer {
    try DatabaseServer("/usr/sbin/mariadbd", asUser: "mysql") { folder, port in
      try Self.run(
        "/usr/bin/mariadb-install-db",
        [
          "--no-defaults", "--datadir=\(folder)/data", "--auth-root-authentication-method=normal",
          "--skip-test-db",
        ], asUser: "mysql")
      let file = folder + "/init.sql"
      try "CREATE USER app@'%' IDENTIFIED BY '\(password)';\n".write(
        toFile: file, atomically: false, encoding: .utf8)
      return [
        "--no-defaults", "--datadir=\(folder)/data", "--port=\(port)", "--bind-address=127.0.0.1",
        "--socket=\(folder)/s", "--pid-file=\(folder)/pid", "--init-file=\(file)", "--skip-name-resolve",
      ]
    }
  }

  private init(
    _ program: String, asUser user: String? = nil,
    arguments: (_ folder: String, _ port: Int) throws -> [String]
  ) throws {
    folder = "/tmp/lkdb-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
    port = try Self.freePort()
    process = try Spawned(Self.command(program, try arguments(folder, port), asUser: user), in: folder)
    for _ in 0..<300 where !Self.accepts(port) { usleep(100_000) }
    guard Self.accepts(port) else { throw Failure(description: "\(program) did not start") }
  }

  deinit {
    process.end(SIGKILL)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Database servers refuse to run as root.
  private static func command(_ program: String, _ arguments: [String], asUser user: String?) -> [String] {
    guard let user, getuid() == 0 else { return [program] + arguments }
    let change =
      "import os, pwd, sys; u = pwd.getpwnam(sys.argv[1]); os.setgroups([]); os.setgid(u.pw_gid); os.setuid(u.pw_uid); "
      + "os.execv(sys.argv[2], sys.argv[2:])"
    return ["/usr/bin/python3", "-c", change, user, program] + arguments
  }

  private static func run(_ program: String, _ arguments: [String], asUser user: String?, input: String = "")
    throws
  {
    let process = try Spawned(command(program, arguments, asUser: user))
    if !input.isEmpty { process.write(input) }
    guard process.succeeds() else { throw Failure(description: "\(program) failed") }
  }

  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
      }
    }
    guard isBound else { throw Failure(description: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  static func accepts(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
