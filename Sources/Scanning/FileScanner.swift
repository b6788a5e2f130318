internal import Detectors
internal import Findings
internal import Git

/// Scans files one after the other. `FileTeam` lets several do so at once.
struct FileScanner {
  let job: ScanJob
  let scanner: TextScanner
  let opensArchives: Bool
  private(set) var found: [LocalText] = []
  var problems = Diagnostics()
  private var count = 0
  private var bytes: Int64 = 0
  private var skipped = 0
  /// Of the file that is scanned.
  private var number = 0

  /// - Parameter scanner: one that others use as well, so that numbers of secrets mean the same.
  init(job: ScanJob, opensArchives: Bool, with scanner: TextScanner? = nil) {
    self.job = job
    self.opensArchives = opensArchives
    self.scanner = scanner ?? TextScanner(job.plan, honoursInlineMarkers: !job.options.isUntrusted)
  }

  /// The next file is the one with this number.
  mutating func begin(_ number: Int) { self.number = number }

  /// `shown` is printable.
  mutating func scan(_ path: BytePath, shownAs shown: String, _ medium: Occurrence.Medium) {
    let open: (inout FileScanner) -> Bool = {
      $0.openArchive(at: path, followsLinks: false, shownAs: shown, medium)
    }
    read(shownAs: shown, medium, orOpen: open) { limit throws(GitError) in
      let (kind, content) = try FileContent.read(path, maxSize: limit)
      return kind == .other ? nil : content
    }
  }

  /// A blob under the name that the index gives it.
  mutating func scan(
    _ id: ObjectID, of reader: ObjectReader, shownAs shown: String, _ medium: Occurrence.Medium
  ) {
    read(shownAs: shown, medium) { limit throws(GitError) in
      let size = try reader.header(of: id).size
      guard size <= limit else { throw GitError(.tooLarge, "over --max-size: \(size) bytes", place: shown) }
      return try reader.read(id, maxSize: limit) { _, content in Array(content) }
    }
  }

  /// A file that the command line names: a link is followed, a pipe is read.
  mutating func scanNamed(_ path: String, _ medium: Occurrence.Medium) {
    let shown = Printable.text(path.utf8)
    let open: (inout FileScanner) -> Bool = {
      $0.openArchive(at: BytePath(path), followsLinks: true, shownAs: shown, medium)
    }
    read(shownAs: shown, medium, orOpen: open) { limit throws(GitError) in
      try FileContent.readNamed(path, maxSize: limit)
    }
  }

  /// - Parameter open: opens what is too large to be held, if it is an archive.
  private mutating func read(
    shownAs shown: String, _ medium: Occurrence.Medium,
    orOpen open: (inout FileScanner) -> Bool = { _ in false },
    _ content: (Int) throws(GitError) -> [UInt8]?
  ) {
    do throws(GitError) {
      guard let content = try content(job.options.maxSize) else { return }
      scan(content, shownAs: shown, medium)
    } catch {
      if error.code == .vanished {
        // Nothing is left of it that could be searched.
        problems.add(
          Diagnostic(
            severity: .note, code: error.code.rawValue, message: error.message,
            place: shown, isIncomplete: false))
      } else if error.code == .tooLarge {
        guard !open(&self) else { return }
        skipped += 1
        problems.add(
          Diagnostic(
            severity: .warning, code: "file-skipped", message: error.message, place: shown,
            help: "raise --max-size to search it", isIncomplete: false))
      } else {
        problems.noteUnread(GitError(error.code, error.message, place: shown))
      }
    }
  }

  mutating func scan(_ content: [UInt8], shownAs shown: String, _ medium: Occurrence.Medium) {
    guard !openArchive(content, shownAs: shown, medium) else { return }
    count += 1
    bytes += Int64(content.count)
    let hits = content.withUnsafeBytes { scanner.hits(in: $0) }
    let stuck = scanner.matcher.takeGaveUp()
    if !stuck.isEmpty { problems.noteGaveUp(shown, stuck) }
    if !hits.isEmpty { found.append(LocalText(medium: medium, path: shown, hits: hits, number: number)) }
  }

  mutating func take(_ texts: ArchiveTexts) {
    count += texts.count
    bytes += texts.bytes
    skipped += texts.skipped
    found += texts.found.map { LocalText(medium: $0.medium, path: $0.path, hits: $0.hits, number: number) }
    problems.add(texts.problems.all)
  }

  /// What another found with the same scanner.
  mutating func take(_ other: FileScanner) {
    count += other.count
    bytes += other.bytes
    skipped += other.skipped
    found += other.found
    problems.add(other.problems.all)
  }

  /// Without the hits: for one whose scanner is another's.
  func addCounts(to outcome: inout RepositoryScanner.Outcome) {
    outcome.statistics.files += count
    outcome.statistics.blobBytes += bytes
    outcome.statistics.skipped += skipped
    outcome.diagnostics.add(problems.all)
  }

  func deliver(_ harvest: inout ObjectHarvest, _ result: inout LocalScan.Result) {
    var wrapped = found.enumerated().map { ObjectHits(object: $0, hits: $1.hits) }
    harvest.table.absorb(scanner.table, hits: &wrapped)
    result.texts += zip(found, wrapped).map {
      LocalText(medium: $0.medium, path: $0.path, hits: $1.hits, number: $0.number)
    }
    result.fileCount += count
    harvest.statistics.blobBytes += bytes
    harvest.statistics.matchedBytes += scanner.matcher.matchedBytes
    harvest.statistics.skipped += skipped
    harvest.diagnostics.add(problems.all)
  }
}
