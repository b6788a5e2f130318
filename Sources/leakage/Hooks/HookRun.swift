internal import ArgumentParser
internal import Findings
internal import Reporting
internal import Scanning

/// A hook from what git tells it to the exit status. Silent when nothing is wrong.
struct HookRun {
  let hook: GitHook
  let arguments: [String]
  let engine: EngineOptions
  var baseline: String?
  var environment = ProcessEnvironment.current

  func run() async throws {
    let scope = try HookScope(hook, arguments: arguments, environment: environment) {
      () throws(CommandFailure) in
      try PushedRefs.standardInput()
    }
    guard scope.source != .nothing else { return }
    let report = try await setup(scope).run(showsProgress: false)
    let status = conclude(report)
    if status != ExitStatus.clean { throw ExitCode(status) }
  }

  private func setup(_ scope: HookScope) throws -> ScanSetup {
    let known = try baselineFile(scope.path).map { try BaselineFile($0).read() }
    let key = FingerprintKey.resolve(
      variable: environment[FingerprintKey.environmentVariable], baseline: known)
    let isStaged = if case .staged = scope.source { true } else { false }
    var setup = try ScanSetup(
      arguments: [scope.path], scope: try ScopeOptions.parse(isStaged ? ["--staged"] : []), engine: engine,
      baseline: known, key: key, policy: .anyFinding)
    setup.request.options.objectFolders = scope.objectFolders
    switch scope.source {
    case .staged(let indexFile): setup.request.options.indexFile = indexFile
    case .commits(let tips, let excluded):
      setup.request.options.branches = tips
      setup.request.options.excluded = excluded
    case .nothing: break
    }
    return setup
  }

  /// The one that is named, else the one that lies where it is looked for.
  private func baselineFile(_ path: String) -> String? {
    if let baseline { return baseline }
    guard !engine.untrusted else { return nil }
    return BaselineFile.usual(in: path)
  }

  /// Every new secret counts, whatever a policy for whole scans says: what is not committed yet is cheap to change.
  private func conclude(_ report: Report) -> Int32 {
    let violations = Policy.anyFinding.violations(in: report)
    if !violations.isEmpty {
      let message = HookMessage(violations, detectors: report.detectors, deed: hook.messageDeed)
      StandardStream.error.line(message.text)
    }
    if let lines = DiagnosticLines.text(of: report, isQuiet: true) { StandardStream.error.line(lines) }
    if !report.complete {
      StandardStream.error.line("leakage: not everything could be searched, so this \(hook.deed) is refused")
    }
    return ExitStatus.of(
      hasViolation: !violations.isEmpty, isComplete: report.complete, isDelivered: true,
      findings: ExitStatus.findings)
  }
}

extension GitHook {
  fileprivate var messageDeed: HookMessage.Deed {
    switch self {
    case .preCommit: .commit
    case .prePush: .push
    case .preReceive: .receive
    }
  }
}
