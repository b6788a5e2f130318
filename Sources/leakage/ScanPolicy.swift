internal import Findings

/// ADAPT: the one place where baseline, ignore file and configuration meet the report. Until
/// `Findings.Baseline`, `Findings.Policy` and `Scanning.Configuration` are there, `--baseline` is refused.
struct ScanPolicy {
  /// Key of the fingerprints that the baseline was made with.
  let baselineSalt: [UInt8]?

  init(_ options: PolicyOptions) throws(CommandFailure) {
    if let path = options.baseline {
      guard FileSystem.exists(path) else {
        throw CommandFailure(
          "no such baseline: '\(path)'", help: "make one with: leakage baseline create -o \(path)")
      }
      throw CommandFailure("baselines are not supported by this build")
    }
    baselineSalt = nil
  }

  /// The report with suppressions and baseline states filled in.
  func applied(to report: Report) -> Report { report }

  func isViolated(by report: Report) -> Bool { report.findings.contains(where: \.isActionable) }
}
