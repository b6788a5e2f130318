import Findings
import Foundation
import Probing
import Synchronization
import TestRepositories
import TestServers

@testable import Forges

/// What the tests share.
enum Sample {
  static func credential(_ password: String = TestServer.forgeToken) -> ForgeCredential? {
    ForgeCredential(password: password, source: "SAMPLE_TOKEN")
  }

  static func base(_ server: TestServer) -> String { "http://127.0.0.1:\(server.port)" }

  static func bases(_ server: TestServer) throws -> ForgeBases {
    try ForgeBases(
      Dictionary(
        uniqueKeysWithValues: ForgeKind.allCases.map { ($0, base(server) + ($0 == .bitbucket ? "/2.0" : "")) }
      ))
  }

  static func address(_ server: TestServer, _ path: String) throws -> RepositoryAddress {
    try RepositoryAddress("\(base(server))/\(path)")
  }
}

/// A clock that does not wait, and remembers for how long it would have.
final class FakeClock: Sendable {
  private let state = Mutex<[Double]>([])
  var sleeps: [Double] { state.withLock { $0 } }

  var clock: ForgeClock {
    ForgeClock(now: { Timestamp(seconds: Int64(time(nil))) }) { seconds in
      try Task.checkCancellation()
      self.state.withLock { $0.append(seconds) }
    }
  }
}

/// Collects from any task.
final class Collected<Value: Sendable>: Sendable {
  private let state = Mutex<[Value]>([])
  var values: [Value] { state.withLock { $0 } }
  func add(_ value: Value) { state.withLock { $0.append(value) } }
}

/// A folder that goes with the object.
final class Folder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "leakage-forges-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  func write(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  deinit { do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") } }
}
