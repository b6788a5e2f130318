internal import Detectors
internal import Findings
internal import Git

/// Scans what the next commit adds: the index against HEAD. Reads the index and single blobs, writes nothing,
/// and needs neither a commit nor an identity.
struct StagedScan {
  let repository: Repository
  let plan: ScanPlan
  let options: ScanOptions

  func run(_ path: String) -> RepositoryScanner.Outcome {
    var outcome = RepositoryScanner.Outcome(
      target: RepositoryScanner.target(repository, path, isShallow: false))
    outcome.target.scope = "staged"
    let job = ScanJob(store: ObjectStore.empty, plan: plan, options: options)
    var scanner = FileScanner(job: job, opensArchives: options.opensRepositoryArchives)
    var before = TextScanner(plan, honoursInlineMarkers: false)
    var known: [String: Set<SecretKey>] = [:]
    do throws(GitError) {
      let store = ObjectStore(objectsPath: repository.objectsFolder, isForFewReads: true)
      for problem in store.problems { outcome.diagnostics.noteUnread(problem) }
      let reader = ObjectReader(store)
      for change in try repository.stagedChanges(reader, indexFile: options.indexFile) where !Task.isCancelled
      {
        let shown = Printable.text(change.path.bytes)
        scanner.scan(change.new, of: reader, shownAs: shown, .index)
        // What the file held already is no addition of this commit; where that is too large, all of it counts as one.
        for old in change.olds {
          do throws(GitError) {
            known[shown, default: []].formUnion(try secrets(of: old, reader, &before))
          } catch  where error.code != .tooLarge {
            outcome.diagnostics.noteUnread(error)
          } catch {}
        }
      }
    } catch { outcome.diagnostics.noteUnread(error) }
    finish(scanner, known, &outcome)
    if Task.isCancelled { outcome.diagnostics.noteCancelled(path) }
    return outcome
  }

  private func secrets(
    of id: ObjectID, _ reader: ObjectReader, _ scanner: inout TextScanner
  ) throws(GitError) -> Set<SecretKey> {
    let hits = try reader.read(id, maxSize: options.maxSize) { _, content in scanner.hits(in: content) }
    return Set(hits.map { scanner.table.secrets[Int($0.secret)] })
  }

  private func finish(
    _ scanner: FileScanner, _ known: [String: Set<SecretKey>], _ outcome: inout RepositoryScanner.Outcome
  ) {
    var harvest = ObjectHarvest()
    var result = LocalScan.Result()
    scanner.deliver(&harvest, &result)
    let added = result.texts.map { text in
      LocalText(
        medium: text.medium, path: text.path,
        hits: text.hits.filter { hit in
          !(known[text.path]?.contains(harvest.table.secrets[Int(hit.secret)]) ?? false)
        })
    }
    outcome.findings = LocalFindings(plan: plan, options: options).findings(harvest, added)
    outcome.mask = harvest.table.mask
    outcome.statistics = harvest.statistics
    outcome.statistics.files = result.fileCount
    outcome.diagnostics.add(harvest.diagnostics.all)
  }
}

extension RepositoryScanner {
  /// Only the changed and untracked files of the work tree.
  func scanWorkTree(_ repository: Repository, _ path: String) async -> Outcome {
    var outcome = Outcome(target: Self.target(repository, path, isShallow: false))
    outcome.target.scope = "work tree"
    guard repository.workTree != nil else {
      outcome.diagnostics.noteUnread(
        GitError(.notARepository, "a bare repository has no work tree", place: path))
      return outcome
    }
    let job = ScanJob(store: ObjectStore.empty, plan: plan, options: options)
    var harvest = ObjectHarvest()
    let result = await withTaskCancellationHandler {
      await LocalScan(repository: repository, job: job, threads: threads).workTree(&harvest)
    } onCancel: {
      job.cancel()
    }
    if job.isCancelled { outcome.diagnostics.noteCancelled(path) }
    outcome.findings = LocalFindings(plan: plan, options: options).findings(harvest, result.texts)
    outcome.mask = harvest.table.mask
    outcome.statistics = harvest.statistics
    outcome.statistics.files = result.fileCount
    outcome.diagnostics.add(harvest.diagnostics.all)
    return outcome
  }
}
