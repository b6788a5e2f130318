package import Detectors
internal import Findings
internal import Git

/// Asks which objects of a repository some detectors have to look at, so that a catalogue that changed a little costs a
/// search for a few literals and not all of it again.
package struct ObjectSurvey: Sendable {
  private let plan: ScanPlan
  private let options: ScanOptions

  /// - Parameter detectors: Those that were added or changed.
  package init(detectors: [Detector], options: ScanOptions) {
    plan = ScanPlan(DetectorCatalog(detectors: detectors))
    var options = options
    (options.known, options.memory, options.timings) = (nil, nil, nil)
    self.options = options
  }

  /// The marks of the objects that may hold what these detectors describe, or that could not be looked at; nil when the
  /// surrounding task was cancelled.
  package func touched(path: String, key: ObjectMarks.Key) async throws(OutlineError) -> Set<UInt64>? {
    let store: ObjectStore
    do throws(GitError) {
      let repository = try Repository(path: path, searchesParents: false)
      store = ObjectStore(objectsPath: repository.objectsFolder)
    } catch {
      throw OutlineError(description: "\(error)")
    }
    let job = ScanJob(store: store, plan: plan, options: options, notesTouched: true)
    let pass = ObjectPass(job: job, threads: options.threadCount, target: path, progress: { _ in })
    let harvest = await withTaskCancellationHandler {
      await pass.scanTexts()
    } onCancel: {
      job.cancel()
    }
    guard !job.isCancelled else { return nil }
    let numbers = Set(harvest.touched).union(harvest.unsure).union(harvest.hits.keys)
    return Set(numbers.map { store.id(of: $0).mark(key.words) })
  }
}
