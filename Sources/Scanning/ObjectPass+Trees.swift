internal import Findings
internal import Git

extension ObjectPass {
  /// Every tree, for what leads to a blob with hits or of a watched name.
  func readTrees(_ harvest: inout ObjectHarvest, watching watched: WatchedNames = .none) async -> TreeGraph {
    var hasHits = ObjectSet(count: job.store.count)
    for object in harvest.hits.keys { hasHits.insert(object) }
    let set = hasHits
    let workers = (0..<threads).map { _ in TreeVisitor(job, hasHits: set, watching: watched) }
    await walkPacks(workers, [.tree], maxSize: job.decodeLimit)
    await readLoose(workers, [.tree], maxSize: job.decodeLimit) { worker, number, _, content in
      worker.readLoose(number, content)
    } failed: { _, _, _ in
    }
    retryTrees(workers, &harvest)
    harvest.statistics.trees = workers.reduce(0) { $0 + $1.count }
    return TreeGraph(workers, objectCount: job.store.count)
  }

  private func retryTrees(_ workers: [TreeVisitor], _ harvest: inout ObjectHarvest) {
    let failures = workers.flatMap(\.failures)
    guard !failures.isEmpty, let worker = workers.first else { return }
    let reader = ObjectReader(job.store)
    for (object, _) in failures {
      let id = job.store.id(of: object)
      do throws(GitError) {
        try reader.read(id, maxSize: job.decodeLimit) { kind, content in
          if kind == .tree, ObjectReader.verify(id, kind, content) { worker.readLoose(object, content) }
        }
      } catch { harvest.diagnostics.noteUnread(error) }
    }
  }
}
