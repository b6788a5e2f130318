internal import Detectors
internal import Findings
internal import Git
internal import Posture

/// The posture issues that a range's commits bring about: those of the tree at its end which neither the commits that are
/// left out nor those that the range began from have. What was there stays out of it, also in a file that only moved.
struct PostureRange {
  private let job: ScanJob
  private let reader: ObjectReader
  private let tip: ObjectID
  /// Newest first.
  private let commits: [(id: ObjectID, tree: ObjectID)]
  private let tree: ObjectID
  /// Trees that were there before.
  private let olds: [ObjectID]

  private static let commitLimit = 20_000
  private static let oldLimit = 8
  /// Commits that are asked when an issue came.
  private static let datedLimit = 500

  /// Nil where the range has no beginning, or cannot be read: a scan tells of it.
  init?(_ repository: Repository, plan: ScanPlan, options: ScanOptions) {
    job = ScanJob(
      store: ObjectStore(
        objectsPath: repository.objectsFolder, beside: options.objectFolders, isForFewReads: true),
      plan: plan, options: options)
    reader = ObjectReader(job.store)
    do throws(GitError) {
      let window = try CommitWindow(options, repository)
      guard let tip = window.tips.first?.target, !window.excluded.isEmpty,
        let tree = try PostureRange.tree(of: tip, reader)
      else { return nil }
      var olds: [ObjectID] = []
      for commit in window.excluded {
        guard let tree = try PostureRange.tree(of: commit, reader) else { return nil }
        olds.append(tree)
      }
      let range = try CommitRange(
        repository, tips: [tip], hidden: window.excluded, limit: PostureRange.commitLimit, reader)
      commits = range?.commits.map { ($0.id, $0.tree) } ?? []
      let own = Set(commits.map(\.tree))
      // Where a branch began the base may have had what it lacks by now.
      olds += range?.commits.flatMap(\.parentTrees).filter { !own.contains($0) } ?? []
      var seen: Set<ObjectID> = []
      self.olds = Array(olds.filter { seen.insert($0).inserted }.prefix(PostureRange.oldLimit))
      (self.tip, self.tree) = (tip, tree)
    } catch {
      return nil
    }
  }

  private static func tree(of commit: ObjectID, _ reader: ObjectReader) throws(GitError) -> ObjectID? {
    try reader.read(commit, maxSize: 256 << 20) { _, content in CommitHeader(content)?.tree }
  }

  func run(_ outcome: inout RepositoryScanner.Outcome) {
    let files = files(of: tree)
    let old = olds.map { (tree: $0, files: self.files(of: $0)) }
    let known = Set(old.flatMap(\.files.files).map(Entry.init))
    let isNew = { (index: Int) in !known.contains(Entry(files.files[index])) }
    var survey = PostureSurvey(job, files, reader, isMeant: isNew)
    let before = old.map {
      (tree: $0.tree, files: $0.files, survey: self.survey($0.files, besides: survey, files))
    }
    if before.contains(where: { $0.survey.surroundings != survey.surroundings }) {
      // A file may have become an issue by what others say now.
      survey = PostureSurvey(job, files, reader)
    }
    outcome.diagnostics.add(survey.diagnostics.all)
    var renames = PostureRenames(reader, isWanted: survey.wants)
    for checked in survey.checked {
      var fresh = Self.fresh(checked.issues, before.map { $0.survey.issues(at: checked.path) })
      guard !fresh.isEmpty else { continue }
      if !old.contains(where: { $0.files.has(checked.path) }), let blob = files.blob(at: checked.path) {
        for other in before {
          guard let source = renames.source(of: blob, at: checked.path, from: other.tree, to: tree) else {
            continue
          }
          fresh = Self.fresh(fresh, [other.survey.issues(at: source)])
        }
      }
      outcome.posture += dated(fresh, at: checked.path, survey).map { $0.masked(survey.mask) }
    }
  }

  /// A file as it is.
  private struct Entry: Hashable {
    let path: BytePath
    let blob: ObjectID

    init(_ file: HeadFiles.File) { (path, blob) = (file.path, file.blob) }
  }

  private func files(of tree: ObjectID) -> HeadFiles {
    HeadFiles(
      tree: tree, reader: reader, isCancelled: { job.isCancelled },
      isWanted: { PostureChecker.mayMatter($0.bytes) })
  }

  /// Of an old tree; only files that differ from the new one's, unless what surrounds them does.
  private func survey(_ files: HeadFiles, besides new: PostureSurvey, _ newFiles: HeadFiles) -> PostureSurvey
  {
    let known = Set(newFiles.files.map(Entry.init))
    let survey = PostureSurvey(job, files, reader) { !known.contains(Entry(files.files[$0])) }
    return survey.surroundings == new.surroundings ? survey : PostureSurvey(job, files, reader)
  }

  /// The issues that are more than each of the olds has of their kind. Where one of several is new, it is taken to be one
  /// that stands at another place in the file.
  private static func fresh(_ issues: [PostureIssue], _ olds: [[PostureIssue]]) -> [PostureIssue] {
    Dictionary(grouping: issues, by: \.identity).values.flatMap { issues in
      let alike = olds.map { $0.filter { $0.identity == issues[0].identity } }
      let count = issues.count - (alike.map(\.count).max() ?? 0)
      guard count > 0 else { return [PostureIssue]() }
      let places = Set(alike.joined().map(\.place))
      let (elsewhere, same) = (
        issues.filter { !places.contains($0.place) }, issues.filter { places.contains($0.place) }
      )
      return Array((elsewhere + same).prefix(count))
    }
  }

  /// With the commit of the range that brought each.
  private func dated(_ issues: [PostureIssue], at path: BytePath, _ survey: PostureSurvey) -> [PostureIssue] {
    var issues = issues
    var open = Set(issues.indices)
    var seen: Set<ObjectID> = []
    let book = CommitBook(job.store, mask: survey.mask)
    let (name, parts) = (Printable.text(path.bytes), PathVersions.parts(path))
    for commit in commits.prefix(PostureRange.datedLimit).reversed() where !open.isEmpty && !job.isCancelled {
      guard let blob = book.blobID(at: parts, inTree: commit.tree), seen.insert(blob).inserted,
        let bytes = content(of: blob)
      else { continue }
      let identities = Set(survey.check(name, bytes).issues.map(\.identity))
      for index in open where identities.contains(issues[index].identity) {
        let summary = book.summary(of: commit.id)
        issues[index].exposure = Exposure(
          firstCommit: summary, start: summary.committer.date, authored: summary.author.date)
        open.remove(index)
      }
    }
    return issues
  }

  private func content(of blob: ObjectID) -> [UInt8]? {
    do throws(GitError) {
      return try reader.read(blob, maxSize: PostureSurvey.readLimit) { _, content in Array(content) }
    } catch {
      // The scan tells of what it cannot read.
      return nil
    }
  }
}

extension HeadFiles {
  /// Nil where the tree has no such file, or nobody wanted it.
  func blob(at path: BytePath) -> ObjectID? {
    var (low, high) = (0, files.count)
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path ? files[low].blob : nil
  }

  func has(_ path: BytePath) -> Bool { blob(at: path) != nil }
}

extension PostureSurvey {
  func issues(at path: BytePath) -> [PostureIssue] {
    checked.first { $0.path == path }?.issues ?? []
  }
}
