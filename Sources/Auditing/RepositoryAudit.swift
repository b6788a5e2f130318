internal import AuditStore
internal import Detectors
internal import Findings
internal import Reporting
internal import Scanning

/// Scans one repository as far as it has to be, and keeps the result.
struct RepositoryAudit: Sendable {
  let store: AuditStore
  let locks: RepositoryLocks
  let plan: ScanPlan
  let identity: AuditIdentity
  let options: ScanOptions
  let budget: MemoryBudget
  let cores: Int
  /// Scan what ended the program before, and what did not change.
  let scansAll: Bool
  let report: @Sendable (AuditEvent) -> Void

  /// A scan that ended the whole process this often is not begun again.
  static let attemptLimit = 2

  /// What the store knows, and what of it can be used.
  private struct Plan {
    var way = AuditResult.Way.whole
    var known: ObjectMarks?
  }

  /// Nil when another process has the repository.
  ///
  /// - Parameter share: The repository's part of all bytes that are left.
  func run(_ item: WorkList.Item, share: Double) async -> AuditResult? {
    let name = item.target.name
    do {
      guard let lock = try locks.take(name) else { return nil }
      defer { withExtendedLifetime(lock) {} }
      return try await scan(name, item.repository.path, share)
    } catch let error as AuditStoreError {
      return failure(name, "\(error)", help: "free some space, or name another folder with: --state DIR")
    } catch {
      return failure(name, "\(error)", help: nil)
    }
  }

  private func failure(_ name: String, _ reason: String, help: String?) -> AuditResult {
    var result = AuditResult(name: name, way: .failed)
    (result.reason, result.help, result.isComplete) = (reason, help, false)
    return result
  }

  private func scan(_ name: String, _ path: String, _ share: Double) async throws -> AuditResult {
    let state = try RepositoryState(path: path)
    let record = try store.record(of: name)
    if let record, !scansAll, isCurrent(record, state) {
      var result = AuditResult(name: name, way: .unchanged)
      (result.bytes, result.findings) = (state.objectBytes, record.findingCount)
      return result
    }
    if let record, !scansAll, record.attempts >= RepositoryAudit.attemptLimit {
      return failure(
        name, "scanning it ended the program \(record.attempts) times, so it was left out",
        help: "scan it by itself with: leakage scan \(path); try again with: leakage audit --rescan")
    }
    let cost = ScanCost(state, share: share, cores: cores)
    guard budget.fits(cost.memory) else {
      return failure(
        name, "it needs about \(cost.memory >> 20) MiB, more than --max-memory allows",
        help: "raise --max-memory, or scan it in parts with: leakage scan --shard")
    }
    await budget.take(cost.memory)
    report(.began(name, bytes: state.objectBytes))
    let result: Result<AuditResult, any Error>
    do { result = .success(try await scan(name, path, state, record, cost)) } catch {
      result = .failure(error)
    }
    await budget.give(cost.memory)
    return try result.get()
  }

  private func isCurrent(_ record: RepositoryRecord, _ state: RepositoryState) -> Bool {
    state.isCertain && record.isSettled && record.signature == state.signature
      && record.settings == identity.settings && record.catalog == identity.catalog
      && (options.vault == nil || record.findingCount == 0)
  }

  private func scan(
    _ name: String, _ path: String, _ state: RepositoryState, _ record: RepositoryRecord?, _ cost: ScanCost
  ) async throws -> AuditResult {
    let started = ContinuousClock.now
    try store.begin(name)
    var options = options
    options.threads = cost.threads
    let steps = try await plan(name, path, record, options)
    let memory = ScanMemory(key: ObjectMarks.Key(store.markKey))
    options.memory = memory
    options.known = steps.known.map { KnownObjects($0) }
    let tell = self.report
    let scan = Scan(plan: plan, options: options) { progress in
      guard progress.phase == .reading, progress.objectsTotal > 0 else { return }
      tell(.progressed(name, fraction: Double(progress.objectsDone) / Double(progress.objectsTotal)))
    }
    let report = await scan.run(paths: [path])
    var result = AuditResult(name: name, way: Task.isCancelled ? .stopped : steps.way)
    result.milliseconds = Int((ContinuousClock.now - started) / .milliseconds(1))
    (result.bytes, result.findings) = (state.objectBytes, report.findings.count)
    result.isComplete = report.complete
    guard !Task.isCancelled else {
      try store.abandon(name)
      return result
    }
    try store.finish(
      RepositoryRecord(
        name: name, signature: state.signature, settings: identity.settings, engine: identity.engine,
        catalog: identity.catalog, isSettled: report.isSettled, findingCount: report.findings.count,
        scannedAt: options.now.seconds, milliseconds: result.milliseconds, bytes: state.objectBytes),
      lines: Array(try report.rendered(as: .jsonl).utf8), marks: memory.marks?.bytes)
    return result
  }

  /// Which objects need no search.
  private func plan(
    _ name: String, _ path: String, _ record: RepositoryRecord?, _ options: ScanOptions
  ) async throws -> Plan {
    guard let record, record.engine == identity.engine, !scansAll, let bytes = try store.marks(of: name)
    else {
      return Plan()
    }
    let marks = ObjectMarks(key: ObjectMarks.Key(store.markKey), bytes: bytes)
    if record.catalog == identity.catalog { return Plan(way: .grown, known: marks) }
    guard let changed = try identity.detectors(changedSince: record.catalog, in: store) else { return Plan() }
    if changed.isEmpty { return Plan(way: .grown, known: marks) }
    let survey = ObjectSurvey(detectors: changed, options: options)
    guard let touched = try await survey.touched(path: path, key: ObjectMarks.Key(store.markKey)) else {
      return Plan()
    }
    return Plan(way: .rechecked, known: marks.subtracting(touched))
  }
}

extension Report {
  /// Nothing that was not read could be read now: what a partial clone lacks stays lacking until something is fetched, which
  /// the signature shows.
  fileprivate var isSettled: Bool {
    diagnostics.allSatisfy { !$0.isIncomplete || $0.code == "partial-clone" }
  }
}
