package import AuditStore
package import Detectors
package import Scanning
internal import Synchronization

/// Scans many repositories side by side, each as far as it has changed, and keeps the results in a store.
package struct Audit: Sendable {
  package struct Options: Sendable {
    /// Threads that all scans together keep busy.
    package var cores: Int
    /// Bytes of memory that scans may take beyond the mapped packs.
    package var memory: Int64
    /// Repositories that are fetched at a time.
    package var fetches = 4
    /// Scan everything again, whatever the store knows.
    package var scansAll = false

    package init(cores: Int, memory: Int64) {
      self.cores = cores
      self.memory = memory
    }
  }

  private let store: AuditStore
  private let plan: ScanPlan
  private let scan: ScanOptions
  private let options: Options
  private let fetch: @Sendable (AuditTarget) async throws -> FetchedRepository
  private let report: @Sendable (AuditEvent) -> Void

  /// - Parameters:
  ///   - scan: How each repository is scanned; what it says of known objects is the audit's to set. The repositories'
  ///     own files are never obeyed, and only history is read.
  ///   - fetch: Brings a remote repository here. Errors are told by their description.
  ///   - report: Called from any thread.
  package init(
    store: AuditStore, plan: ScanPlan, scan: ScanOptions, options: Options,
    fetch: @escaping @Sendable (AuditTarget) async throws -> FetchedRepository,
    report: @escaping @Sendable (AuditEvent) -> Void
  ) {
    self.store = store
    self.plan = plan
    var scan = scan
    (scan.isUntrusted, scan.isHistoryOnly) = (true, true)
    self.scan = scan
    self.options = options
    self.fetch = fetch
    self.report = report
  }

  /// Works through all targets. One that fails is told and passed over. Stops early when the surrounding task is
  /// cancelled: what had ended is kept. Results in the order of the targets.
  ///
  /// - Throws: what keeps the store from being used at all.
  package func run(_ targets: [AuditTarget]) async throws(AuditStoreError) -> [AuditResult] {
    let identity = try AuditIdentity(plan, scan, in: store)
    let list = WorkList()
    let repository = RepositoryAudit(
      store: store, locks: RepositoryLocks(path: store.path + ".lock"), plan: plan, identity: identity,
      options: scan, budget: MemoryBudget(limit: options.memory), cores: options.cores,
      scansAll: options.scansAll, report: report)
    let results = Mutex<[String: AuditResult]>([:])
    let note = { @Sendable (result: AuditResult) in
      results.withLock { $0[result.name] = result }
      report(.ended(result))
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await feed(targets, list, note) }
      for _ in 0..<max(1, options.cores) {
        group.addTask { await work(list, repository, note) }
      }
    }
    let ended = results.withLock { $0 }
    return targets.map { ended[$0.name] ?? AuditResult(name: $0.name, way: .stopped) }
  }

  /// Scans what the list has, until it is empty.
  private func work(
    _ list: WorkList, _ repository: RepositoryAudit, _ note: @Sendable (AuditResult) -> Void
  ) async {
    while let item = await list.next() {
      guard !Task.isCancelled else {
        note(AuditResult(name: item.target.name, way: .stopped))
        await list.finish(item)
        continue
      }
      if item.isBusy { try? await Task.sleep(for: .milliseconds(300)) }
      let left = await list.bytesLeft
      let share = left > 0 ? Double(item.bytes) / Double(left) : 0
      if let result = await repository.run(item, share: share) {
        note(result)
        await list.finish(item)
      } else {
        await list.postpone(item)
      }
    }
  }

  /// Fills the list: local repositories at once, remote ones as they arrive.
  private func feed(
    _ targets: [AuditTarget], _ list: WorkList, _ note: @escaping @Sendable (AuditResult) -> Void
  ) async {
    for target in targets {
      guard case .local(let path) = target.place else { continue }
      await list.add(
        .init(target: target, repository: FetchedRepository(path: path), bytes: target.bytes ?? 1))
    }
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for target in targets {
        guard case .remote = target.place else { continue }
        if running >= options.fetches {
          await group.next()
          running -= 1
        }
        // What is fetched is held until it is scanned: no more of it than the scans can soon come to.
        await list.waitForRoom(options.fetches + 2 * options.cores)
        running += 1
        group.addTask { await bring(target, list, note) }
      }
    }
    await list.close()
  }

  private func bring(
    _ target: AuditTarget, _ list: WorkList, _ note: @Sendable (AuditResult) -> Void
  ) async {
    guard !Task.isCancelled else { return note(AuditResult(name: target.name, way: .stopped)) }
    report(.fetching(target.name))
    do {
      let repository = try await fetch(target)
      let bytes = (try? RepositoryState(path: repository.path).objectBytes) ?? target.bytes ?? 1
      await list.add(.init(target: target, repository: repository, bytes: bytes))
    } catch {
      guard !Task.isCancelled else { return note(AuditResult(name: target.name, way: .stopped)) }
      var result = AuditResult(name: target.name, way: .failed)
      (result.reason, result.isComplete) = ("\(error)", false)
      note(result)
    }
  }
}
