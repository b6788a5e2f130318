internal import Detectors
internal import Findings
internal import Foundation
internal import Git

/// Scans one repository from its objects to its findings.
struct RepositoryScanner {
  let plan: ScanPlan
  let options: ScanOptions
  let threads: Int
  let progress: @Sendable (ScanProgress) -> Void

  struct Outcome {
    var target: Report.Target
    var findings: [Finding] = []
    var posture: [PostureIssue] = []
    var statistics = Statistics()
    var diagnostics = Diagnostics()
    /// Cuts the secrets that were found out of what is said of the target.
    var mask = ValueMask([])
  }

  func scan(_ repository: Repository, path: String) async -> Outcome {
    var outcome = Outcome(target: Self.target(repository, path, isShallow: false))
    var boundary: Set<ObjectID> = []
    do throws(GitError) { boundary = try repository.shallowBoundary() } catch {
      outcome.diagnostics.noteUnread(error)
    }
    outcome.target.isShallow = !boundary.isEmpty
    if options.checksPosture, options.range != nil {
      PostureRange(repository, plan: plan, options: options)?.run(&outcome)
    }
    if var glance = RangeGlance(repository, plan: plan, options: options),
      let (statistics, words) = glance.findsNothing()
    {
      outcome.statistics = statistics
      outcome.target.scope = words
      return outcome
    }
    let store = ObjectStore(objectsPath: repository.objectsFolder, beside: options.objectFolders)
    for problem in store.problems { outcome.diagnostics.noteUnread(problem) }
    let job = ScanJob(store: store, plan: plan, options: options)
    await withTaskCancellationHandler {
      await scan(repository, job, boundary, &outcome)
    } onCancel: {
      job.cancel()
    }
    if job.isCancelled { outcome.diagnostics.noteCancelled(path) }
    return outcome
  }

  private func scan(
    _ repository: Repository, _ job: ScanJob, _ boundary: Set<ObjectID>, _ outcome: inout Outcome
  ) async {
    let pass = ObjectPass(
      job: job, threads: threads, target: outcome.target.path, progress: progress)
    var harvest = await pass.scanTexts()
    if let searched = options.searched { harvest.take(searched, besides: outcome.diagnostics.all) }
    if let memory = options.memory, !job.isCancelled { memory.learn(harvest, pass) }
    let stage = PostureStage(repository, job)
    let survey = options.checksPosture && !options.narrowsHistory ? stage.survey(&outcome) : nil
    let graph = await pass.readTrees(&harvest, watching: survey?.watched ?? .none)
    let local = LocalScan(repository: repository, job: job, threads: threads)
    let locals =
      options.narrowsHistory || options.isHistoryOnly ? LocalScan.Result() : await local.run(&harvest)
    do throws(GitError) {
      var telling = try Telling(repository, job, graph, harvest, boundary, options: options)
      outcome.findings = telling.findings(locals)
      harvest.diagnostics = telling.harvest.diagnostics
      harvest.statistics.refs = telling.refCount
      harvest.statistics.commits = telling.commitCount
      outcome.target.scope = telling.scopeWords
      if let survey {
        let book = CommitBook(job.store, mask: harvest.table.mask)
        outcome.posture = stage.dated(survey, telling.attribution.history, graph, book)
      }
      if !options.narrowsHistory, boundary.isEmpty { outcome.target.root = telling.rootCommit?.description }
    } catch { harvest.diagnostics.noteUnread(error) }
    harvest.statistics.files = locals.fileCount
    outcome.mask = harvest.table.mask
    outcome.statistics = harvest.statistics
    outcome.diagnostics.add(harvest.diagnostics.all)
  }

  static func target(_ repository: Repository, _ path: String, isShallow: Bool) -> Report.Target {
    let branch = repository.headBranch.map { name in
      name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
    }
    return Report.Target(
      kind: .repository, path: Printable.text(path.utf8),
      remote: repository.remoteAddress.map { RemoteAddress.withoutCredentials($0) },
      revision: repository.head?.description, branch: branch.map { Printable.text($0.utf8) },
      isShallow: isShallow)
  }
}

extension ScanOptions {
  /// At least one.
  var threadCount: Int { max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount) }

  /// Only part of history is asked for: the index and the work tree are no part of it.
  package var narrowsHistory: Bool {
    !branches.isEmpty || !excluded.isEmpty || sinceCommit != nil || range != nil || sinceDate != nil
  }
}

extension Diagnostics {
  mutating func noteCancelled(_ path: String) {
    add(
      Diagnostic(
        severity: .error, code: "interrupted",
        message: "the scan was interrupted; what it had found is reported",
        place: Printable.text(path.utf8), isIncomplete: true))
  }
}

/// Addresses of remotes as they may be shown.
enum RemoteAddress {
  /// Cuts user name and password (and query) out of `scheme://user:password@host/path`; keeps scp-like
  /// `git@host:path`, whose user is no secret.
  static func withoutCredentials(_ address: String) -> String {
    var text = Substring(address)
    if let query = text.firstIndex(where: { $0 == "?" || $0 == "#" }) { text = text[..<query] }
    guard let scheme = text.range(of: "://") else { return Printable.text(String(text).utf8) }
    let rest = text[scheme.upperBound...]
    let authorityEnd = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<authorityEnd]
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    return Printable.text((text[..<scheme.upperBound] + host + rest[authorityEnd...]).utf8)
  }
}
