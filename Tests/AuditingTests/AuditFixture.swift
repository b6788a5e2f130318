import AuditStore
import Auditing
import Detectors
import Findings
import Foundation
import Scanning
import Synchronization
import TestRepositories

/// An audit over repositories that the test makes.
struct AuditFixture {
  let folder: TemporaryFolder
  static let now = TemporaryRepository.epoch + 1000 * TemporaryRepository.day

  init() throws { folder = try TemporaryFolder() }

  var storePath: String { folder.path + "/audit.sqlite" }

  /// A detector for values such as `tok_…`.
  static func detector(_ prefix: String = "tok") -> Detector {
    Detector(
      summary: DetectorSummary(
        id: "acme-\(prefix)", name: "Acme", provider: "Acme", category: "test", severity: .high,
        lifetime: .longLived),
      rule: .pattern(#"\b\#(prefix)_[a-z0-9]{24}\b"#), literals: [.init("\(prefix)_")],
      rejectsPlaceholders: false, publicPrefix: 4)
  }

  static func token(_ prefix: String, _ seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return prefix + "_" + String((0..<24).map { _ in alphabet[Int.random(in: 0..<36, using: &random)] })
  }

  static func scan(at now: Int64 = now) -> ScanOptions {
    var options = ScanOptions(
      now: Timestamp(seconds: now), key: FingerprintKey(Array("a key for tests".utf8)), version: "test")
    options.minConfidence = .low
    return options
  }

  static func target(_ repository: TemporaryRepository) -> AuditTarget {
    AuditTarget(name: repository.path, place: .local(path: repository.path))
  }

  /// Runs one; gives the results and what was told.
  func run(
    _ targets: [AuditTarget], detectors: [Detector] = [AuditFixture.detector()], memory: Int64 = 4 << 30,
    cores: Int = 2, scansAll: Bool = false, scan: ScanOptions = AuditFixture.scan(),
    fetch: @escaping @Sendable (AuditTarget) async throws -> FetchedRepository = { _ in
      throw CancellationError()
    }
  ) async throws -> [AuditResult] {
    var options = Audit.Options(cores: cores, memory: memory)
    options.scansAll = scansAll
    let audit = Audit(
      store: try AuditStore(path: storePath), plan: ScanPlan(DetectorCatalog(detectors: detectors)),
      scan: scan,
      options: options, fetch: fetch, report: { _ in })
    return try await audit.run(targets)
  }

  /// The values' fingerprints in a repository's stored report.
  func findings(_ target: AuditTarget) throws -> Int {
    try AuditStore(path: storePath).record(of: target.name)?.findingCount ?? -1
  }

  func lines(_ target: AuditTarget) throws -> String {
    String(decoding: try AuditStore(path: storePath).report(of: target.name) ?? [], as: UTF8.self)
  }
}
