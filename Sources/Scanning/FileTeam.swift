internal import Findings
internal import Git

/// Scans many files on all threads. What it finds is in the order of the files, however the work was divided.
struct FileTeam {
  let job: ScanJob
  let opensArchives: Bool
  let threads: Int

  struct File: Sendable {
    let path: BytePath
    /// Printable.
    let shown: String
  }

  /// Another thread is not worth its while for fewer files.
  private static let filesPerThread = 32
  /// Files that a thread takes at once.
  private static let chunk = 8

  private final class Worker {
    var scanner: FileScanner
    init(_ scanner: FileScanner) { self.scanner = scanner }
  }

  /// - Returns: one or more scanners, each with what it found.
  func scan(_ files: [File], _ medium: Occurrence.Medium) async -> [FileScanner] {
    let job = job
    let count = max(1, min(threads, files.count / FileTeam.filesPerThread))
    let workers = (0..<count).map { _ in Worker(FileScanner(job: job, opensArchives: opensArchives)) }
    let queue = NumberQueue(0..<files.count, chunk: FileTeam.chunk)
    await WorkerPool.run(workers) { worker in
      while let numbers = queue.next() {
        for number in numbers where !Task.isCancelled && !job.isCancelled {
          worker.scanner.begin(number)
          worker.scanner.scan(files[number].path, shownAs: files[number].shown, medium)
        }
      }
    }
    return workers.map(\.scanner)
  }
}

extension [FileScanner] {
  func deliver(_ harvest: inout ObjectHarvest, _ result: inout LocalScan.Result) {
    let known = result.texts.count
    for scanner in self { scanner.deliver(&harvest, &result) }
    // Stable: the files of an archive have one number.
    let texts = result.texts[known...].enumerated().sorted { left, right in
      (left.element.number, left.offset) < (right.element.number, right.offset)
    }
    result.texts.replaceSubrange(known..., with: texts.map(\.element))
  }
}
