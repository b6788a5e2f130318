internal import Detectors
internal import Findings
internal import Git
internal import Posture

/// The checks of posture on one repository's HEAD.
struct PostureStage {
  private let repository: Repository
  private let job: ScanJob

  init(_ repository: Repository, _ job: ScanJob) {
    self.repository = repository
    self.job = job
  }

  /// What HEAD's files are now; nil where there is no HEAD, or it cannot be read.
  func survey(_ outcome: inout RepositoryScanner.Outcome) -> PostureSurvey? {
    let reader = ObjectReader(job.store)
    guard let head = repository.head, let tree = tree(of: head, reader) else { return nil }
    let files = HeadFiles(
      tree: tree, reader: reader, isCancelled: { job.isCancelled },
      isWanted: { PostureChecker.mayMatter($0.bytes) })
    note(files, &outcome)
    let survey = PostureSurvey(job, files, reader)
    outcome.diagnostics.add(survey.diagnostics.all)
    if !job.isCancelled, !files.isCut { outcome.target.postureChecked = true }
    return survey
  }

  /// Trees that are missing or damaged are told by the search for secrets, where that is made as well.
  private func note(_ files: HeadFiles, _ outcome: inout RepositoryScanner.Outcome) {
    if job.options.isPostureOnly {
      for problem in files.problems { outcome.diagnostics.noteUnread(problem) }
    }
    guard files.isCut else { return }
    let problem = UnreadableDocument(.limit, "HEAD has more folders or files than are looked at")
    outcome.diagnostics.noteUnchecked("HEAD", problem, isIncomplete: job.options.isPostureOnly)
  }

  private func tree(of commit: ObjectID, _ reader: ObjectReader) -> ObjectID? {
    do throws(GitError) {
      return try reader.read(commit, maxSize: job.decodeLimit) { _, content in CommitHeader(content)?.tree }
    } catch {
      // A scan tells of it where it reads the commit.
      return nil
    }
  }

  /// The survey's issues with their ages, where history is still to be put in order.
  func dated(
    _ survey: PostureSurvey, _ harvest: ObjectHarvest, _ graph: TreeGraph, _ boundary: Set<ObjectID>
  ) throws(GitError) -> [PostureIssue] {
    guard let head = repository.head.flatMap({ job.store.number(of: $0) }) else {
      return survey.checked.flatMap(\.issues)
    }
    let history = HistoryGraph(
      harvest.commits, roots: [head], boundary: boundary, grafts: try repository.grafts(), store: job.store,
      now: job.options.now.seconds)
    return dated(survey, history, graph, CommitBook(job.store, mask: survey.mask))
  }

  /// The same in a history that is known.
  func dated(
    _ survey: PostureSurvey, _ history: HistoryGraph, _ graph: TreeGraph, _ book: CommitBook
  ) -> [PostureIssue] {
    guard let number = repository.head.flatMap({ job.store.number(of: $0) }),
      let head = history.index(of: number)
    else {
      return survey.checked.flatMap(\.issues)
    }
    var dating = PostureDating(survey, history: history, graph: graph, head: head, job: job, book: book)
    return dating.issues()
  }
}

extension PostureSurvey {
  /// Of a commit's files; `isMeant` tells, by number, which of them are checked.
  init(_ job: ScanJob, _ files: HeadFiles, _ reader: ObjectReader, isMeant: (Int) -> Bool = { _ in true }) {
    self.init(job.plan, options: job.options)
    run(
      files.files.map(\.path), areCommitted: true, isMeant: isMeant, isCancelled: { job.isCancelled },
      read: { index throws(GitError) in
        try reader.read(files.files[index].blob, maxSize: PostureSurvey.readLimit) { _, content in
          Array(content)
        }
      })
  }

  /// Names to look out for in history's trees.
  var watched: WatchedNames {
    WatchedNames(checked.compactMap { $0.path.bytes.split(separator: 0x2F).last.map { Array($0) } })
  }
}
