internal import Detectors
internal import Findings
internal import Ledger
internal import Probing
internal import Scanning

/// What follows a scan when its credentials are to be judged: inventories, probes, the ledger.
struct ProbeStage {
  enum Mode { case ledgerOnly, plan, send }

  let mode: Mode
  let arguments: ProbingOptions
  let catalog: DetectorCatalog
  /// Detectors that the configuration lets be probed.
  let allowed: Set<String>
  let canaryAccounts: Set<String>
  let owned: OwnedRemotes
  let scan: ScanOptions
  /// `--now` was given: observations get that time, and not the clock's.
  let isTimeGiven: Bool

  /// The report with what is known of every credential's validity. In plan mode it stays as it is, and the plan
  /// goes to standard output.
  func run(_ report: Report) async throws(CommandFailure) -> Report {
    var options = try options()
    let strangers = owned.strangers(in: report)
    if mode == .send, let remote = strangers.first { throw ProbeStage.refusal(remote) }
    let ledger = try openLedger()
    let credentials = report.findings.filter { $0.suppression == nil && $0.validity != .expired }
      .compactMap { scan.vault?.credential($0.fingerprint) }
    var known = try ledger.timelines()
    let listed = try inventoried(credentials, options)
    let rest = credentials.filter { credential in
      !listed.contains { $0.fingerprint == credential.fingerprint }
    }
    let paths = Dictionary(report.findings.map { ($0.fingerprint, Set($0.occurrences.map(\.path))) }) {
      $0.union($1)
    }
    func plan() -> ProbePlan {
      ProbePlan(rest, catalog: catalog, options: options, known: known, paths: paths)
    }
    if mode == .plan {
      let text = PlanText(plan(), inventoried: listed.count, options: options, strangers: strangers)
      try StandardStream.output.write(text.text)
      return report
    }
    try ledger.append(listed)
    var report = report
    if mode == .send {
      options.consent = try consent(for: plan(), options)
      let plan = plan()
      let outcome = await ProbeSession(options: options).run(plan, into: ledger)
      report.diagnostics += outcome
      report.diagnostics += ProbeStage.notes(plan)
      for skipped in plan.skipped where skipped.reason.isForGood {
        report.mark(skipped.fingerprint, .unprobeable, skipped.reason)
      }
    }
    known = try ledger.timelines()
    // Where no ledger keeps it, what the inventory says counts for this report.
    for (fingerprint, observations) in Dictionary(grouping: listed, by: \.fingerprint)
    where known[fingerprint] == nil {
      known[fingerprint] = ValidityTimeline(observations)
    }
    for index in report.findings.indices {
      guard let timeline = known[report.findings[index].fingerprint] else { continue }
      report.findings[index] = report.findings[index].observed(timeline)
    }
    report.findings.sort { Scan.precedes($0, $1, now: report.generatedAt) }
    return report
  }

  private static func refusal(_ remote: String) -> CommandFailure {
    CommandFailure(
      "\(remote) is not among probe.owned-remotes: nothing was sent",
      help: "leave it out, or add it to owned-remotes of [probe] in the configuration")
  }

  private func options() throws(CommandFailure) -> ProbeOptions {
    if let file = arguments.caFile, !FileSystem.leadsToFile(file) {
      throw CommandFailure("no such file of certificate authorities: '\(file)'")
    }
    var options = ProbeOptions(
      now: scan.now, key: scan.key.bytes, version: scan.version, catalog: catalog.digest)
    options.allowsMint = arguments.allowMint
    options.allowsURLSecret = arguments.allowUrlSecret
    options.recordedTime = isTimeGiven ? scan.now : nil
    options.asksAgain = arguments.recheck
    options.canaryAccounts = canaryAccounts.union(arguments.canaryAccounts)
    options.rules = arguments.rules
    options.hostRate = arguments.hostRate ?? options.hostRate
    options.totalRate = max(arguments.totalRate ?? options.totalRate, arguments.hostRate ?? 0)
    return options
  }

  private func openLedger() throws(CommandFailure) -> LedgerFile {
    switch mode {
    case .send: try LedgerFile(arguments.ledger)
    case .plan, .ledgerOnly: try LedgerFile.existing(arguments.ledger)
    }
  }

  private func inventoried(
    _ credentials: [Credential], _ options: ProbeOptions
  ) throws(CommandFailure) -> [Observation] {
    var observations: [Observation] = []
    for path in arguments.inventories {
      let inventory = try InventoryFile(path).read(now: scan.now)
      observations += inventory.observations(of: credentials, named: InventoryFile.endpoint, options: options)
      if inventory.unmatchable > 0 {
        StandardStream.error.line(
          inventory.unmatchable == 1
            ? "note: \(path): 1 entry shows no part of its key and matches nothing"
            : "note: \(path): \(inventory.unmatchable) entries show no part of their key and match nothing")
      }
    }
    return observations
  }

  /// By flag, by configuration, or by the person at the terminal.
  private func consent(
    for plan: ProbePlan, _ options: ProbeOptions
  ) throws(CommandFailure) -> ProbeOptions.Consent {
    if arguments.ownsThese { return .everything }
    if !allowed.isEmpty { return .detectors(allowed) }
    guard plan.steps.isEmpty || ConsentQuestion.isAccepted(plan, options) else {
      throw CommandFailure(
        "nobody consented to send \(plan.steps.count) credentials to their providers",
        help:
          "see what would be sent: leakage probe; then add --i-own-these, or list detectors in probe.allow of .leakage.toml"
      )
    }
    return .everything
  }

  private static func notes(_ plan: ProbePlan) -> [Diagnostic] {
    plan.omissions.filter { !$0.reason.isForGood && $0.reason != .recentlyAsked }.map { omission in
      Diagnostic(
        severity: .note, code: "not-probed",
        message:
          "\(omission.count) not probed: \(omission.reason.words) (\(omission.detectors.prefix(5).joined(separator: ", ")))",
        isIncomplete: false)
    }
  }
}

extension ProbeReason {
  /// No option and no other day would change it.
  fileprivate var isForGood: Bool { self == .noProbe || self == .noClient }
}

extension Report {
  /// What no provider was asked about.
  fileprivate mutating func mark(_ fingerprint: Fingerprint, _ validity: Validity, _ reason: ProbeReason) {
    for index in findings.indices
    where findings[index].fingerprint == fingerprint && findings[index].validity == .unprobed {
      findings[index].validity = validity
      findings[index].validityReason = findings[index].validityReason ?? reason.words
    }
  }
}
