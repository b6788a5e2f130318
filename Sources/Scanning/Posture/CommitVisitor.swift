internal import Git

/// Reads the headers of a pack's commits, for history without a search.
final class CommitVisitor: NumberedVisitor {
  private let job: ScanJob
  private(set) var commits: [CommitRecord] = []
  private(set) var failures: [Int] = []
  var firstNumber = 0

  init(_ job: ScanJob) { self.job = job }

  var isCancelled: Bool { job.isCancelled }

  func visit(_ object: PackedObject, delta: Delta?, legacy: AnyObject?) -> AnyObject? {
    note(firstNumber + object.position, object.content)
    return nil
  }

  func failed(position: Int, code: GitError.Code) { failures.append(firstNumber + position) }

  func note(_ number: Int, _ content: UnsafeRawBufferPointer) {
    if let header = CommitHeader(content) {
      commits.append(CommitRecord(number: number, header: header, store: job.store))
    } else {
      failures.append(number)
    }
  }
}

extension ObjectPass {
  /// Commits alone, for history without a search.
  func readCommits() async -> ObjectHarvest {
    let workers = (0..<threads).map { _ in CommitVisitor(job) }
    await walkPacks(workers, [.commit], maxSize: job.decodeLimit)
    await readLoose(workers, [.commit], maxSize: job.decodeLimit) { worker, number, _, content in
      worker.note(number, content)
    } failed: { _, _, _ in
    }
    var harvest = ObjectHarvest()
    for worker in workers {
      harvest.commits += worker.commits
      for object in worker.failures {
        harvest.diagnostics.noteUnread(
          GitError(.corruptObject, "commit cannot be read", place: job.store.id(of: object).description))
      }
    }
    return harvest
  }
}
