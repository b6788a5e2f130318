package import Detectors
package import Findings
internal import Foundation
internal import Git
internal import Posture

/// Checks the posture of targets without searching them: HEAD's files of repositories, the files of folders.
package struct PostureScan: Sendable {
  private let catalog: DetectorCatalog
  private let options: ScanOptions

  package init(catalog: DetectorCatalog, options: ScanOptions) {
    self.catalog = catalog
    self.options = options
  }

  /// Never throws: what could not be read stands in the report's diagnostics.
  package func run(paths: [String]) async -> Report {
    let scan = Scan(catalog: catalog, options: options)
    let runner = TargetRunner(plan: ScanPlan(catalog), options: options, progress: { _ in })
    var outcomes: [RepositoryScanner.Outcome] = []
    for path in paths {
      var outcome = await run(path, runner)
      // It must not be taken for a scan that found nothing.
      outcome.target.scope = "posture"
      outcomes.append(outcome)
    }
    return scan.report(of: outcomes, runner.plan)
  }

  private func run(_ path: String, _ runner: TargetRunner) async -> RepositoryScanner.Outcome {
    guard !TargetRunner.isFile(path) else { return folder(path, runner) }
    do throws(GitError) {
      return await run(try runner.open(path), path, runner)
    } catch {
      if error.code == .notARepository, FileManager.default.fileExists(atPath: path) {
        return folder(path, runner)
      }
      var outcome = RepositoryScanner.Outcome(
        target: .init(kind: .repository, path: Printable.text(path.utf8)))
      outcome.diagnostics.noteUnread(GitError(error.code, error.message, place: Printable.text(path.utf8)))
      return outcome
    }
  }

  private func run(_ repository: Repository, _ path: String, _ runner: TargetRunner) async
    -> RepositoryScanner.Outcome
  {
    var outcome = RepositoryScanner.Outcome(
      target: RepositoryScanner.target(repository, path, isShallow: false))
    let store = ObjectStore(objectsPath: repository.objectsFolder, beside: options.objectFolders)
    for problem in store.problems { outcome.diagnostics.noteUnread(problem) }
    let job = ScanJob(store: store, plan: runner.plan, options: options)
    let stage = PostureStage(repository, job)
    let pass = ObjectPass(job: job, threads: runner.threads, target: outcome.target.path, progress: { _ in })
    await withTaskCancellationHandler {
      guard let survey = stage.survey(&outcome) else { return }
      outcome.mask = survey.mask
      outcome.posture = survey.checked.flatMap(\.issues)
      guard !survey.checked.isEmpty else { return }
      var harvest = await pass.readCommits()
      let graph = await pass.readTrees(&harvest, watching: survey.watched)
      do throws(GitError) {
        let boundary = try repository.shallowBoundary()
        outcome.target.isShallow = !boundary.isEmpty
        outcome.posture = try stage.dated(survey, harvest, graph, boundary)
      } catch { outcome.diagnostics.noteUnread(error) }
      outcome.diagnostics.add(harvest.diagnostics.all)
    } onCancel: {
      job.cancel()
    }
    if job.isCancelled { outcome.diagnostics.noteCancelled(path) }
    return outcome
  }

  /// Files without a history: nothing in them is committed.
  private func folder(_ path: String, _ runner: TargetRunner) -> RepositoryScanner.Outcome {
    var outcome = RepositoryScanner.Outcome(target: .init(kind: .directory, path: Printable.text(path.utf8)))
    let isFile = TargetRunner.isFile(path)
    let listing = isFile ? nil : FolderWalk.list(BytePath(path), isCancelled: { Task.isCancelled })
    for problem in listing?.problems ?? [] { outcome.diagnostics.noteUnread(problem) }
    let files = listing?.files ?? [BytePath(path.drop { $0 == "/" }.utf8)]
    var survey = PostureSurvey(runner.plan, options: options)
    survey.run(
      files, areCommitted: false, isCancelled: { Task.isCancelled },
      read: { index throws(GitError) in
        let place = isFile ? BytePath(path) : files[index].below(BytePath(path))
        return try FileContent.read(place, maxSize: PostureSurvey.readLimit).bytes
      })
    outcome.diagnostics.add(survey.diagnostics.all)
    if !Task.isCancelled { outcome.target.postureChecked = true }
    outcome.mask = survey.mask
    outcome.posture = survey.checked.flatMap(\.issues)
    return outcome
  }
}
