internal import ArgumentParser
internal import Findings

/// ADAPT: scans and writes a baseline. Until `Findings.Baseline` is there, it refuses after checking the
/// command line.
struct BaselineRecorder {
  let options: BaselineOptions

  /// `existing` is the baseline to bring up to date; nil for a new one.
  func record(over existing: String?) async throws {
    _ = try ScanRequest(
      arguments: options.paths, scope: options.scope, engine: options.engine,
      key: .chosen(baselineSalt: nil, environment: .current), clock: .current)
    throw CommandFailure("baselines are not supported by this build")
  }
}
