package import Foundation
internal import Glibc

/// A server of `Tests/Servers` on loopback, in a process of its own that ends with this object.
package final class TestServer: @unchecked Sendable {
  package let port: Int
  /// The lines that it printed behind its port.
  package private(set) var greeting: [String] = []
  /// Holds `ca.pem` and, of the stub, `requests`.
  package let folder: String
  private let process: Spawned

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The names that the stub's certificate holds.
  package static let names = [
    "stub.leakage.test", "other.leakage.test", "sts.us-east-1.amazonaws.com",
    "stubaccount.blob.core.windows.net",
    "www.googleapis.com", "oauth2.googleapis.com", "localhost",
  ]

  package static func stub() throws -> TestServer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leakage-stub-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try TestServer("/usr/bin/python3", ["Servers/stub.py", folder] + names, folder: folder, lines: 0)
  }

  /// moto behind the stub's certificate.
  package static func aws(beside stub: TestServer) throws -> TestServer {
    let python = root.deletingLastPathComponent().appending(path: ".venv/bin/python").path
    return try TestServer(python, ["Servers/aws.py", stub.folder], folder: stub.folder, lines: 3)
  }

  /// Azure storage and Google service accounts, which verify signatures, behind the stub's certificate.
  package static func signing(beside stub: TestServer) throws -> TestServer {
    let python = root.deletingLastPathComponent().appending(path: ".venv/bin/python").path
    return try TestServer(python, ["Servers/signing.py", stub.folder], folder: stub.folder, lines: 2)
  }

  /// A stand-in for MongoDB, which knows one account (`user@database`); see the file for its modes. What it was asked
  /// is in the stub's folder under `mongo`.
  package static func mongo(
    _ mode: String, account: String, password: String, beside stub: TestServer
  ) throws -> TestServer {
    let python = root.deletingLastPathComponent().appending(path: ".venv/bin/python").path
    return try TestServer(
      python, ["Servers/mongo.py", stub.folder, account, password, mode], folder: stub.folder, lines: 0)
  }

  /// What the forge's private repositories want.
  package static let forgeToken = "open-sesame-forge"

  /// List endpoints of four kinds of forges, and git over HTTP, on loopback: unencrypted, or behind the
  /// stub's certificate.
  package static func forge(beside stub: TestServer? = nil) throws -> TestServer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leakage-forge-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let certificates = stub.map { [$0.folder] } ?? []
    return try TestServer(
      "/usr/bin/python3", ["Servers/forge.py", folder, forgeToken] + certificates, folder: folder, lines: 0)
  }

  /// Lets the forge serve a repository under a name such as `acme/web.git`.
  package func serve(_ repository: String, as name: String) throws {
    let link = folder + "/repositories/" + name
    let parent = URL(fileURLWithPath: link).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: repository)
  }

  /// A server that misbehaves; what came in is in its `folder` under the mode's name.
  package static func odd(_ mode: String, beside stub: TestServer) throws -> TestServer {
    try TestServer(
      "/usr/bin/python3", ["Servers/odd.py", stub.folder, mode, "\(stub.port)"], folder: stub.folder, lines: 0
    )
  }

  /// The lines of a file in the folder.
  package func lines(of name: String) -> [String] {
    let text = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private init(_ program: String, _ arguments: [String], folder: String, lines: Int) throws {
    self.folder = folder
    process = try Spawned([program, Self.root.appending(path: arguments[0]).path] + arguments.dropFirst())
    guard let port = Int(process.line()) else { throw Failure(description: "\(arguments[0]) did not start") }
    self.port = port
    for _ in 0..<lines { greeting.append(process.line()) }
  }

  /// Writes a line and gives the answer.
  package func ask(_ line: String) -> String {
    process.write(line)
    return process.line()
  }

  /// Methods, paths and statuses of the stub's requests so far.
  package var requests: [String] {
    lines(of: "requests")
  }

  deinit { process.end(SIGKILL) }
}
