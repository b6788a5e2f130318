internal import Findings
internal import Scanning

/// What does not count and what makes the run fail: ignore rules, baseline and policy meet the report here.
struct ScanPolicy {
  var ignoreRules: IgnoreFile
  let baseline: Baseline?
  var policy: Policy
  /// Somebody chose it: the result is then told in words.
  let isChosen: Bool
  /// The key that the scan's fingerprints are made with.
  let key: FingerprintKey

  init(_ settings: ScanSettings, baseline: Baseline?, key: FingerprintKey, policy chosen: Policy? = nil) {
    ignoreRules = settings.ignoreRules
    self.baseline = baseline
    isChosen = chosen != nil || settings.configuration.policy != nil
    var policy = chosen ?? settings.configuration.policy ?? .anyFinding
    policy.rotation = settings.configuration.rotation ?? .usual
    self.policy = policy
    self.key = key
  }

  /// The report with suppressions and baseline states filled in.
  func applied(to report: Report, isPostureOnly: Bool = false) -> Report {
    var report = report
    ignoreRules.apply(to: &report)
    guard let baseline else { return report }
    baseline.apply(to: &report)
    // Posture issues are known without a key.
    guard !isPostureOnly, let mismatch = baseline.mismatch(with: key) else { return report }
    // Under another key everything looks gone: nobody must be told to drop it.
    report.diagnostics.removeAll { $0.code == "baseline-absent" }
    report.diagnostics.append(mismatch)
    return report
  }

  func judged(_ report: Report) -> GateResult { GateResult(policy, for: report) }
}
