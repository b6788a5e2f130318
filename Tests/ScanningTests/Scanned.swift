import Detectors
import Findings
import Foundation
import Scanning
import TestRepositories

/// A report with the questions that tests ask.
struct Scanned {
  let report: Report

  static let now = TemporaryRepository.epoch + 1000 * TemporaryRepository.day

  init(
    _ path: String, catalog: DetectorCatalog = TestCatalog.whole,
    _ change: @Sendable (inout ScanOptions) -> Void = { _ in }
  ) async {
    var options = ScanOptions(
      now: Timestamp(seconds: Scanned.now), key: FingerprintKey(Array("a key for tests".utf8)),
      version: "test")
    options.threads = 2
    options.revealsSecrets = true
    options.minConfidence = .low
    change(&options)
    report = await Scan(catalog: catalog, options: options).run(paths: [path])
  }

  init(_ repository: TemporaryRepository, _ change: @Sendable (inout ScanOptions) -> Void = { _ in }) async {
    await self.init(repository.path, change)
  }

  var values: Set<String> { Set(report.findings.compactMap(\.revealed)) }
  func finding(_ value: String) -> Finding? { report.findings.first { $0.revealed == value } }
  var incomplete: [Diagnostic] { report.diagnostics.filter(\.isIncomplete) }

  /// The whole report as text, the same whenever the report is.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}
