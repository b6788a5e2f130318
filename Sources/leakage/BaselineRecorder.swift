internal import ArgumentParser
internal import Findings
internal import Scanning

/// Scans and writes a baseline.
struct BaselineRecorder {
  let options: BaselineOptions
  private let environment = ProcessEnvironment.current

  init(options: BaselineOptions) { self.options = options }

  /// A new baseline. Without a key from the environment it gets a random one of its own, the salt.
  func create() async throws {
    let salt = try KeyChoice.variable(in: environment) == nil ? FingerprintKey.makeSalt() : nil
    let key = try KeyChoice.key(
      in: environment, baseline: Baseline(salt: salt, created: .current, entries: []))
    let report = try await scan(key: key)
    let new = Baseline.create(from: report, salt: salt, keyID: Fingerprinter(key: key).keyID)
    try save(new, report, "recorded \(BaselineRecorder.words(new))")
  }

  /// With what the scan found. A baseline of another key is refused: the file would then hold fingerprints of
  /// two keys, and no scan could agree with both.
  func update(_ old: Baseline) async throws {
    let key = try KeyChoice.key(in: environment, baseline: old)
    if let mismatch = old.mismatch(with: key) {
      throw CommandFailure("\(options.output): \(mismatch.message)", help: mismatch.help)
    }
    let report = try await scan(key: key)
    let new = old.updated(with: report)
    let before = Set(old.entries.map(\.fingerprint) + old.posture.map(\.fingerprint))
    let after = Set(new.entries.map(\.fingerprint) + new.posture.map(\.fingerprint))
    try save(
      new, report,
      "\(BaselineRecorder.words(new)): \(after.subtracting(before).count) added, "
        + "\(before.subtracting(after).count) dropped")
  }

  private func scan(key: FingerprintKey) async throws(CommandFailure) -> Report {
    var setup = try ScanSetup(
      arguments: options.paths, scope: options.scope, engine: options.engine, baseline: nil, key: key)
    try setup.check(posture: options.posture.isWanted(by: setup.request.options))
    let error = Terminal(.error)
    let report = await setup.run(showsProgress: error.isTerminal && !error.isDumb && !options.noProgress)
    if let lines = DiagnosticLines.text(of: report, isQuiet: false) { StandardStream.error.line(lines) }
    guard !report.diagnostics.contains(where: { $0.code == "interrupted" }) else {
      throw CommandFailure(
        "interrupted: '\(options.output)' is as it was", status: ExitStatus.incomplete)
    }
    return report
  }

  /// What could not be read is missing from the baseline, which is safe, but must not look like success.
  private func save(_ baseline: Baseline, _ report: Report, _ summary: String) throws {
    try BaselineFile(options.output).write(baseline)
    try StandardStream.output.write("\(options.output): \(summary)\n")
    guard report.complete else { throw ExitCode(ExitStatus.incomplete) }
  }

  /// `3 secrets`, and the posture issues where there are any.
  private static func words(_ baseline: Baseline) -> String {
    let (secrets, issues) = (baseline.entries.count, baseline.posture.count)
    let posture = issues > 0 ? " and \(issues) posture \(issues == 1 ? "issue" : "issues")" : ""
    return "\(secrets) \(secrets == 1 ? "secret" : "secrets")" + posture
  }
}
