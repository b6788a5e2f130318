internal import Detectors
internal import Findings
internal import Foundation
internal import Git

/// Finds out what a path is, and scans it so.
struct TargetRunner {
  let plan: ScanPlan
  let options: ScanOptions
  let progress: @Sendable (ScanProgress) -> Void

  var threads: Int { options.threadCount }

  /// One outcome, or several where submodules are scanned as well.
  func run(_ path: String) async -> [RepositoryScanner.Outcome] {
    switch options.scope {
    case .standardInput: return [scanStandardInput()]
    case .files: return await scanFiles(path)
    case .everything where options.opensFileArchives && NamedFile(path).isBundle:
      return [await BundleScan(scanner: repositoryScanner).run(path)]
    // Somebody who names a file means the file, also in a repository.
    case .everything where !options.narrowsHistory && TargetRunner.isFile(path):
      return await scanFiles(path)
    case .everything where !options.narrowsHistory && isImageLayout(path):
      return await scanFiles(path)
    case .everything, .staged, .workTree: break
    }
    do throws(GitError) {
      let repository = try open(path)
      return await run(repository, path)
    } catch {
      return [await unopened(path, error)]
    }
  }

  /// What is no repository, or is not to be taken for one.
  private func scanFiles(_ path: String) async -> [RepositoryScanner.Outcome] {
    if let outcomes = scanOpened(path) { return outcomes }
    return [await scanFolder(path)]
  }

  private var repositoryScanner: RepositoryScanner {
    RepositoryScanner(plan: plan, options: options, threads: threads, progress: progress)
  }

  private func run(_ repository: Repository, _ path: String) async -> [RepositoryScanner.Outcome] {
    let scanner = repositoryScanner
    switch options.scope {
    case .staged: return [StagedScan(repository: repository, plan: plan, options: options).run(path)]
    case .workTree: return [await scanner.scanWorkTree(repository, path)]
    default: break
    }
    var outcomes = [await scanner.scan(repository, path: path)]
    guard options.recursesSubmodules, let workTree = repository.workTree else { return outcomes }
    do throws(GitError) {
      let (paths, problems) = try repository.submodules()
      for problem in problems { outcomes[0].diagnostics.noteUnread(problem) }
      for path in paths { outcomes += await submodule(workTree + path.description) }
    } catch { outcomes[0].diagnostics.noteUnread(error) }
    return outcomes
  }

  private func submodule(_ path: String) async -> [RepositoryScanner.Outcome] {
    do throws(GitError) {
      return await run(try Repository(path: path, searchesParents: false), path)
    } catch {
      var outcome = RepositoryScanner.Outcome(
        target: .init(kind: .repository, path: Printable.text(path.utf8)))
      outcome.diagnostics.add(
        Diagnostic(
          severity: .error, code: "submodule-missing", message: "submodule is not checked out",
          place: Printable.text(path.utf8), help: "git submodule update --init --recursive",
          isIncomplete: true))
      return [outcome]
    }
  }

  /// A `.git` at the path itself must open: a damaged repository is not to be taken for a plain folder.
  func open(_ path: String) throws(GitError) -> Repository {
    if TargetRunner.looksLikeRepository(path) {
      do throws(GitError) {
        return try Repository(path: path, searchesParents: false, objectFolders: options.objectFolders)
      } catch {
        throw GitError(error.code == .trap ? .trap : .unsupportedRepository, error.message, place: path)
      }
    }
    return try Repository(path: path, objectFolders: options.objectFolders)
  }

  static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  static func looksLikeRepository(_ path: String) -> Bool {
    let files = FileManager.default
    if files.fileExists(atPath: path + "/.git") { return true }
    return files.fileExists(atPath: path + "/objects") && files.fileExists(atPath: path + "/refs")
  }

  /// Scans the files of what cannot be opened as a repository.
  private func unopened(_ path: String, _ error: GitError) async -> RepositoryScanner.Outcome {
    let shown = Printable.text(path.utf8)
    guard FileManager.default.fileExists(atPath: path) else {
      var outcome = RepositoryScanner.Outcome(target: .init(kind: .directory, path: shown))
      outcome.diagnostics.noteUnread(GitError(.unreadableFile, "no such file or folder", place: shown))
      return outcome
    }
    if error.code == .notARepository {
      var outcome = await scanFolder(path)
      if options.scope != .everything || options.narrowsHistory {
        outcome.diagnostics.noteUnread(
          GitError(.notARepository, "not a git repository; its files were scanned", place: shown))
      }
      return outcome
    }
    var outcome = await scanFolder(path)
    outcome.diagnostics.noteUnopened(error, shown)
    return outcome
  }

  private func scanFolder(_ path: String) async -> RepositoryScanner.Outcome {
    var outcome = RepositoryScanner.Outcome(target: .init(kind: .directory, path: Printable.text(path.utf8)))
    var scanners: [FileScanner] = []
    if TargetRunner.isFile(path) {
      var scanner = FileScanner(job: emptyJob(), opensArchives: options.opensFileArchives)
      scanner.scanNamed(path, .file)
      scanners.append(scanner)
    } else {
      let listing = FolderWalk.list(BytePath(path), isCancelled: { Task.isCancelled })
      for problem in listing.problems { outcome.diagnostics.noteUnread(problem) }
      for nested in listing.repositories where !nested.isEmpty { outcome.diagnostics.noteNested(nested) }
      let root = BytePath(path)
      let team = FileTeam(job: emptyJob(), opensArchives: options.opensFileArchives, threads: threads)
      scanners = await team.scan(
        listing.files.map { .init(path: $0.below(root), shown: Printable.text($0.bytes)) }, .file)
    }
    if Task.isCancelled { outcome.diagnostics.noteCancelled(path) }
    finish(scanners, &outcome)
    return outcome
  }

  private func scanStandardInput() -> RepositoryScanner.Outcome {
    var outcome = RepositoryScanner.Outcome(target: .init(kind: .standardInput, path: "-"))
    var scanner = FileScanner(job: emptyJob(), opensArchives: options.opensFileArchives)
    do throws(GitError) {
      let content = try FileContent.readStandardInput(maxSize: options.maxSize)
      scanner.scan(content, shownAs: "standard input", .standardInput)
    } catch { outcome.diagnostics.noteUnread(error) }
    finish([scanner], &outcome)
    return outcome
  }

  func emptyJob() -> ScanJob { ScanJob(store: ObjectStore.empty, plan: plan, options: options) }

  func finish(_ scanners: [FileScanner], _ outcome: inout RepositoryScanner.Outcome) {
    var harvest = ObjectHarvest()
    var result = LocalScan.Result()
    scanners.deliver(&harvest, &result)
    outcome.findings = LocalFindings(plan: plan, options: options).findings(harvest, result.texts)
    outcome.mask = harvest.table.mask
    outcome.statistics = harvest.statistics
    outcome.statistics.files = result.fileCount
    outcome.diagnostics.add(harvest.diagnostics.all)
  }
}

extension Diagnostics {
  fileprivate mutating func noteUnopened(_ error: GitError, _ shown: String) {
    let isSHA256 = error.message.contains("objectformat")
    let help =
      isSHA256
      ? "scan a SHA-1 clone of it, or wait for a version that reads it"
      : error.code == .trap
        ? "delete it, then scan again: git itself would wait for it without end" : "git fsck --full"
    add(
      Diagnostic(
        severity: .error, code: isSHA256 ? "sha256-repository" : error.code.rawValue,
        message: isSHA256
          ? "repository uses SHA-256 object ids, which this version cannot read: only its files were scanned"
          : "repository cannot be opened (\(Printable.text(error.message.utf8))): only its files were scanned",
        place: shown, help: help, isIncomplete: true))
  }
}
