internal import ArgumentParser
internal import AuditStore
internal import Auditing
internal import Detectors
internal import Findings
internal import Forges
internal import Reporting
internal import Scanning

/// An audit from the command line to the exit status.
struct AuditRun {
  var options: AuditOptions
  var sources: AuditSources
  var figures: FigureOptions
  var policy: ReportPolicyOptions
  var output: OutputOptions
  /// Nil where no provider is asked.
  var probing: ProbingOptions?
  var ledger: String?

  func run() async throws {
    let environment = ProcessEnvironment.current
    let plan = try OutputPlan(
      output, stdout: Terminal(.output), stderr: Terminal(.error), environment: environment)
    guard !plan.revealsSecrets else {
      throw CommandFailure(
        "an audit keeps no secret that it could show",
        help: "scan the repository by itself: leakage scan PATH --show-secrets")
    }
    let gate = try ReportGate(policy, figures: figures)
    let catalog = try CatalogLoading.catalog(adding: options.detectorPaths)
    var scan = ScanOptions(
      now: figures.now ?? .current, key: try KeyChoice.key(in: environment), version: Version.text)
    scan.apply(options)
    if probing != nil { scan.vault = CredentialVault() }
    let store = try open(environment)
    let (results, problems) = try await audit(store, ScanPlan(catalog), scan, plan)
    let report = { (observations: [Observation]) throws(CommandFailure) in
      try AuditReport(
        store: store, results: results, problems: problems, catalog: catalog, now: scan.now,
        observations: observations, options: gate.options
      ).age()
    }
    if let probing { try await probe(try report([]).report, probing, catalog, scan) }
    let asksLedger = probing != nil || ledger != nil
    let observations = asksLedger ? try LedgerFile.existing(ledger ?? probing?.ledger).observations() : []
    let conclusion = AgeConclusion(
      plan: plan, gate: gate, figures: figures, exitCode: Int32(policy.exitCode))
    let status = try conclusion.status(of: try report(observations))
    if status != ExitStatus.clean { throw ExitCode(status) }
  }

  private func open(_ environment: ProcessEnvironment) throws(CommandFailure) -> AuditStore {
    let path: String
    if let state = options.state {
      path = state
    } else {
      path = try StateFolder.state(environment, makesFolder: true, option: "--state FILE") + "/audit.sqlite"
    }
    return try CommandFailure.converting { () throws(AuditStoreError) in try AuditStore(path: path) }
  }

  /// The targets are found and scanned in one task, which Ctrl-C ends.
  private func audit(
    _ store: AuditStore, _ catalog: ScanPlan, _ scan: ScanOptions, _ plan: OutputPlan
  ) async throws -> (results: [AuditResult], problems: [Diagnostic]) {
    let task = Task {
      let found = try await sources.found { if !plan.isQuiet { StandardStream.error.line("note: \($0)") } }
      let mirrors = found.remotes.isEmpty ? nil : try sources.mirrors()
      let tally = AuditTally(found.targets)
      let log = try options.log.map { path throws(CommandFailure) in try AuditLog(path: path, tally: tally) }
      let bar =
        plan.showsProgress ? Task { await AuditBar(tally: tally, width: Terminal(.error).width).run() } : nil
      let audit = Audit(
        store: store, plan: catalog, scan: scan, options: limits,
        fetch: { try await AuditRun.fetch($0, of: found, into: mirrors) },
        report: { event in
          tally.note(event)
          log?.note(event, at: .current)
        })
      let results: [AuditResult]
      do {
        results = try await audit.run(found.targets)
      } catch {
        throw CommandFailure("\(error)", status: ExitStatus.incomplete)
      }
      bar?.cancel()
      await bar?.value
      return (results, found.problems)
    }
    let interruption = Interruption(
      onFirst: { task.cancel() }, onSecond: { ProcessExit.abandon(with: 128 + $0) })
    defer { interruption.end() }
    return try await task.value
  }

  private var limits: Audit.Options {
    var limits = options.limits
    if let fetches = sources.options.fetches { limits.fetches = fetches }
    return limits
  }

  private static func fetch(
    _ target: AuditTarget, of found: AuditSources.Found, into mirrors: MirrorCache?
  ) async throws -> FetchedRepository {
    guard let mirrors, let remote = found.remotes[target.name] else {
      throw CommandFailure("nobody knows where '\(target.name)' is")
    }
    let mirror = try await mirrors.mirror(
      of: remote.address, credential: remote.credential, kind: remote.kind, expecting: remote.size)
    return FetchedRepository(path: mirror.path, hold: mirror)
  }

  private func probe(
    _ report: Report, _ probing: ProbingOptions, _ catalog: DetectorCatalog, _ scan: ScanOptions
  ) async throws {
    let settings = try policy.configuration().probing
    let stage = ProbeStage(
      mode: .send, arguments: probing, catalog: catalog, allowed: settings.allowed,
      canaryAccounts: settings.canaryAccounts, owned: OwnedRemotes(patterns: settings.ownedRemotes),
      scan: scan, isTimeGiven: figures.now != nil)
    _ = try await stage.run(report)
  }
}

extension AuditOptions {
  var limits: Audit.Options {
    var limits = Audit.Options(
      cores: threads ?? MemoryLimit.cores,
      memory: maxMemory.map { Int64($0.bytes) } ?? MemoryLimit.available / 2)
    limits.scansAll = rescan
    return limits
  }
}

extension ScanOptions {
  fileprivate mutating func apply(_ options: AuditOptions) {
    if let maxSize = options.maxSize { self.maxSize = maxSize.bytes }
    if let confidence = options.confidence { minConfidence = confidence }
    includesUnreachable = options.unreachable
    checksPosture = options.posture.isWanted(by: self)
  }
}
