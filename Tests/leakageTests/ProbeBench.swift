import Foundation
import TestRepositories
import TestServers
import Testing

/// A repository with made-up credentials, a detector for them whose probe leads to the stub, and the program.
struct ProbeBench {
  let stub: TestServer
  let repository: TemporaryRepository
  var state: String { repository.surroundings + "/state" }
  var ledger: String { repository.surroundings + "/ledger.sqlite" }

  init(path: String = "/me") throws {
    stub = try TestServer.stub()
    repository = try TemporaryRepository()
    let detectors = Self.detectors.replacing("/me\"", with: path + "\"")
    try UnsyncedFile.write(Array(detectors.utf8), to: repository.surroundings + "/stub.toml")
  }

  /// Tokens of which those with LIVE live and those with LMTD are limited.
  static func token(_ mark: String, _ number: Int) -> String {
    let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
    var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678_9abc_def1
    let body = (0..<24).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
    return "stb_" + mark + String(body)
  }

  private static let detectors = #"""
    provider = "Stub"
    category = "saas"
    [[detector]]
    id = "stub-token"
    name = "Stub token"
    severity = "high"
    lifetime = "long-lived"
    pattern = '''(?<![A-Za-z0-9_])(stb_[A-Z]{4}[a-z0-9]{24})(?![A-Za-z0-9])'''
    literals = ["stb_"]
    [detector.examples]
    positive = ["stb_LIVE{loweralnum:24}"]
    [detector.probe]
    class = "read-only-get"
    scheme = "bearer"
    url = "https://stub.leakage.test/me"
    live = { status = 200, field = "login" }
    dead = [{ status = 401 }]
    limited = [{ status = 403, field = "error.code", values = ["missing_scope"] }]
    owner = "login"
    basis = "documented"
    source = "https://stub.leakage.test/docs"
    checked-on = 2026-01-01
    """#

  /// Where the stub is, and that it may be asked.
  var network: [String] {
    [
      "--allow-host", "stub.leakage.test", "--connect-to", "stub.leakage.test=127.0.0.1:\(stub.port)",
      "--ca-file",
      stub.folder + "/ca.pem", "--host-rate", "10000", "--detectors", repository.surroundings + "/stub.toml",
    ]
  }

  func run(_ arguments: String...) throws -> Program.Result {
    let more = arguments.first == "ledger" ? [] : network
    return try Program.run(arguments + more, in: repository.path, environment: ["XDG_STATE_HOME": state])
  }
}

extension Program.Result {
  /// The findings of a JSON report.
  var findings: [[String: Any]] {
    let report = try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    return report?["findings"] as? [[String: Any]] ?? []
  }

  /// How many findings have which validity.
  var validities: [String: Int] {
    Dictionary(findings.compactMap { $0["validity"] as? String }.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
