internal import Detectors
internal import Findings
internal import Foundation
internal import Git

/// Scans the index and the work tree of a repository.
struct LocalScan {
  let repository: Repository
  let job: ScanJob
  let threads: Int

  struct Result {
    var texts: [LocalText] = []
    /// The index's blobs, with their paths.
    var index: [(path: BytePath, object: Int)] = []
    var fileCount = 0
  }

  func run(_ harvest: inout ObjectHarvest) async -> Result {
    var result = Result()
    let index = index(&harvest)
    addIndex(index, &result, &harvest)
    await addWorkTree(index, &result, &harvest)
    return result
  }

  /// The work tree alone.
  func workTree(_ harvest: inout ObjectHarvest) async -> Result {
    var result = Result()
    await addWorkTree(index(&harvest), &result, &harvest)
    return result
  }

  /// Without a readable index every file of the work tree counts as untracked.
  private func index(_ harvest: inout ObjectHarvest) -> IndexFile? {
    do throws(GitError) { return try repository.index() } catch {
      harvest.diagnostics.noteUnread(error)
      return nil
    }
  }

  private func addIndex(_ index: IndexFile?, _ result: inout Result, _ harvest: inout ObjectHarvest) {
    for entry in index?.entries ?? [] where entry.isBlob && !entry.isIntended {
      if let number = job.store.number(of: entry.id) {
        if harvest.hits[number] != nil { result.index.append((entry.path, number)) }
      } else if !entry.isLeftOut {
        harvest.diagnostics.noteUnread(
          GitError(.missingObject, "blob of the index is missing", place: Printable.text(entry.path.bytes)))
      }
    }
  }

  private func addWorkTree(
    _ index: IndexFile?, _ result: inout Result, _ harvest: inout ObjectHarvest
  ) async {
    guard let workTree = repository.workTree else { return }
    let changes = repository.changes(
      index: index, maxSize: job.options.maxSize, isCancelled: { job.isCancelled })
    var files = changes.changed
    var problems = changes.problems
    for nested in changes.nested {
      // An untracked repository inside this one: its files are scanned, its history is its own.
      let listing = FolderWalk.list(nested.below(BytePath(workTree)), isCancelled: { job.isCancelled })
      files += listing.files.map { $0.below(nested) }
      problems += listing.problems
      harvest.diagnostics.noteNested(nested)
    }
    for problem in problems { harvest.diagnostics.noteUnread(problem) }
    let root = BytePath(workTree)
    let team = FileTeam(job: job, opensArchives: job.options.opensRepositoryArchives, threads: threads)
    await team.scan(files.map { .init(path: $0.below(root), shown: Printable.text($0.bytes)) }, .workTree)
      .deliver(&harvest, &result)
  }
}

extension Diagnostics {
  mutating func noteNested(_ path: BytePath) {
    let shown = Printable.text(path.bytes)
    add(
      Diagnostic(
        severity: .warning, code: "nested-repository",
        message: "a repository of its own: its files were scanned, its history was not",
        place: shown, help: "leakage scan \(shown)", isIncomplete: false))
  }
}
