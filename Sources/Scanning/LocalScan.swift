internal import Detectors
internal import Findings
internal import Foundation
internal import Git

/// Scans the index and the work tree of a repository.
struct LocalScan {
  let repository: Repository
  let job: ScanJob

  struct Result {
    var texts: [LocalText] = []
    /// The index's blobs, with their paths.
    var index: [(path: [UInt8], object: Int)] = []
    var fileCount = 0
  }

  func run(_ harvest: inout ObjectHarvest) -> Result {
    var result = Result()
    addIndex(&result, &harvest)
    addWorkTree(&result, &harvest)
    return result
  }

  /// The work tree alone.
  func workTree(_ harvest: inout ObjectHarvest) -> Result {
    var result = Result()
    addWorkTree(&result, &harvest)
    return result
  }

  private func addIndex(_ result: inout Result, _ harvest: inout ObjectHarvest) {
    do throws(GitError) {
      for entry in try repository.indexEntries() where entry.isBlob {
        if let number = job.store.number(of: entry.id) {
          if harvest.hits[number] != nil { result.index.append((entry.path, number)) }
        } else {
          harvest.diagnostics.noteUnread(
            GitError(.missingObject, "blob of the index is missing", place: Printable.text(entry.path)))
        }
      }
    } catch { harvest.diagnostics.noteUnread(error) }
  }

  private func addWorkTree(_ result: inout Result, _ harvest: inout ObjectHarvest) {
    guard let workTree = repository.workTree else { return }
    var files: [String] = []
    if harvest.hasCorruptLoose {
      // Comparing would read what cannot be read, and libgit2 may never return from that: look at every file.
      let listing = FolderWalk.list(workTree, isCancelled: { job.isCancelled })
      for problem in listing.problems { harvest.diagnostics.noteUnread(problem) }
      scan(listing.files, in: workTree, &result, &harvest)
      return
    }
    do throws(GitError) {
      for path in try repository.changedFiles() {
        guard path.hasSuffix("/") else {
          files.append(path)
          continue
        }
        // An untracked repository inside this one: its files are scanned, its history is its own.
        let listing = FolderWalk.list(workTree + path, isCancelled: { job.isCancelled })
        files += listing.files.map { path + $0 }
        for problem in listing.problems { harvest.diagnostics.noteUnread(problem) }
        harvest.diagnostics.noteNested(path)
      }
    } catch { harvest.diagnostics.noteUnread(error) }
    scan(files, in: workTree, &result, &harvest)
  }

  private func scan(
    _ files: [String], in workTree: String, _ result: inout Result, _ harvest: inout ObjectHarvest
  ) {
    var scanner = FileScanner(job: job)
    for path in files where !job.isCancelled { scanner.scan(workTree + path, shownAs: path, .workTree) }
    scanner.deliver(&harvest, &result)
  }
}

/// Scans files one after the other.
struct FileScanner {
  private let job: ScanJob
  private let scanner: TextScanner
  private var found: [LocalText] = []
  private var problems = Diagnostics()
  private var count = 0
  private var bytes: Int64 = 0
  private var skipped = 0

  init(job: ScanJob) {
    self.job = job
    scanner = TextScanner(job.plan, honoursInlineMarkers: !job.options.isUntrusted)
  }

  mutating func scan(_ path: String, shownAs shown: String, _ medium: Occurrence.Medium) {
    do throws(GitError) {
      let (kind, content) = try FileContent.read(path, maxSize: job.options.maxSize)
      guard kind != .other else { return }
      scan(content, shownAs: shown, medium)
    } catch {
      if error.code == .tooLarge {
        skipped += 1
        problems.add(
          Diagnostic(
            severity: .warning, code: "file-skipped", message: error.message, place: Printable.text(shown.utf8),
            help: "raise --max-size to search it", isIncomplete: false))
      } else {
        problems.noteUnread(GitError(error.code, error.message, place: Printable.text(shown.utf8)))
      }
    }
  }

  mutating func scan(_ content: [UInt8], shownAs shown: String, _ medium: Occurrence.Medium) {
    count += 1
    bytes += Int64(content.count)
    let hits = content.withUnsafeBytes { scanner.hits(in: $0) }
    let stuck = scanner.matcher.takeGaveUp()
    if !stuck.isEmpty { problems.noteGaveUp(Printable.text(shown.utf8), stuck) }
    if !hits.isEmpty { found.append(LocalText(medium: medium, path: Printable.text(shown.utf8), hits: hits)) }
  }

  func deliver(_ harvest: inout ObjectHarvest, _ result: inout LocalScan.Result) {
    var wrapped = found.enumerated().map { ObjectHits(object: $0, hits: $1.hits) }
    harvest.table.absorb(scanner.table, hits: &wrapped)
    result.texts += zip(found, wrapped).map { LocalText(medium: $0.medium, path: $0.path, hits: $1.hits) }
    result.fileCount += count
    harvest.statistics.blobBytes += bytes
    harvest.statistics.matchedBytes += scanner.matcher.matchedBytes
    harvest.statistics.skipped += skipped
    harvest.diagnostics.add(problems.all)
  }
}

extension Diagnostics {
  mutating func noteNested(_ path: String) {
    add(
      Diagnostic(
        severity: .warning, code: "nested-repository",
        message: "a repository of its own: its files were scanned, its history was not",
        place: Printable.text(path.utf8), help: "leakage scan \(Printable.text(path.utf8))", isIncomplete: false))
  }
}
