package import Detectors
package import Findings
internal import Git

/// Why a shard cannot be searched.
package struct ShardError: Error, CustomStringConvertible, Sendable {
  package let description: String
}

/// Searches the objects of one shard of a repository, and reads no commit for where they belong: that takes all shards.
package struct ShardScan: Sendable {
  private let catalog: DetectorCatalog
  private let options: ScanOptions
  private let progress: @Sendable (ScanProgress) -> Void

  package init(
    catalog: DetectorCatalog, options: ScanOptions,
    progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
  ) {
    self.catalog = catalog
    self.options = options
    self.progress = progress
  }

  /// Throws only where there is no repository; what could not be read stands in the document.
  package func run(path: String, shard: Shard) async throws(ShardError) -> ShardDocument {
    var options = options
    options.shard = shard
    let plan = ScanPlan(catalog, timings: options.timings)
    let runner = TargetRunner(plan: plan, options: options, progress: progress)
    let repository = try ShardScan.open(path, runner)
    let store = ObjectStore(objectsPath: repository.objectsFolder, beside: options.objectFolders)
    let job = ScanJob(store: store, plan: plan, options: options, notesTouched: true)
    let target = RepositoryScanner.target(repository, path, isShallow: false)
    let pass = ObjectPass(job: job, threads: runner.threads, target: target.path, progress: progress)
    let harvest = await withTaskCancellationHandler {
      await pass.scanTexts()
    } onCancel: {
      job.cancel()
    }
    var outcome = RepositoryScanner.Outcome(target: target)
    outcome.diagnostics = Diagnostics(limitPerCode: .max)
    for problem in store.problems { outcome.diagnostics.noteUnread(problem) }
    outcome.diagnostics.add(harvest.diagnostics.all)
    if job.isCancelled { outcome.diagnostics.noteCancelled(path) }
    outcome.mask = harvest.table.mask
    outcome = Scan.told(outcome, plan: plan)
    let part = ShardPart(
      index: shard.index,
      holding: Set((harvest.touched + harvest.hits.keys).map { store.id(of: $0) }).sorted().map(
        \.description),
      statistics: harvest.statistics, diagnostics: outcome.diagnostics.finished(),
      losesHistory: harvest.hasLostHistory)
    return ShardDocument(search: search(repository, store, target, plan, shard.count), parts: [part])
  }

  /// What shards of this repository, as it is now, have to have in common.
  package func search(path: String, count: Int) throws(ShardError) -> ShardDocument.Search {
    let plan = ScanPlan(catalog, timings: nil)
    let runner = TargetRunner(plan: plan, options: options, progress: progress)
    let repository = try ShardScan.open(path, runner)
    let store = ObjectStore(objectsPath: repository.objectsFolder, beside: options.objectFolders)
    let target = RepositoryScanner.target(repository, path, isShallow: false)
    return search(repository, store, target, plan, count)
  }

  /// The same from every shard: the address is scrubbed of what looks like a secret, whatever this shard found.
  private func search(
    _ repository: Repository, _ store: ObjectStore, _ target: Report.Target, _ plan: ScanPlan, _ count: Int
  ) -> ShardDocument.Search {
    let remote = Scan.told(RepositoryScanner.Outcome(target: target), plan: plan).target.remote
    return ShardDocument.Search(
      tool: .init(version: options.version, detectors: catalog.detectors.count, catalog: catalog.digest),
      maxSize: options.maxSize, repository: StoredState.source(repository, store, remote: remote),
      count: count)
  }

  private static func open(_ path: String, _ runner: TargetRunner) throws(ShardError) -> Repository {
    do throws(GitError) {
      return try runner.open(path)
    } catch {
      throw ShardError(description: "\(Printable.text(path.utf8)): \(error.message)")
    }
  }
}
