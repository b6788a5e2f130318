internal import Findings
internal import Git
internal import Posture

/// Since when history has each issue: the earliest commit on the way to HEAD whose file had it, at its path or where
/// the file was before somebody renamed it.
struct PostureDating {
  private let survey: PostureSurvey
  private let history: HistoryGraph
  private let graph: TreeGraph
  private let job: ScanJob
  private let book: CommitBook
  private let isOnTheWay: [Bool]
  private let earliest: [Int: Int64]
  private let watched: WatchedNames
  private var past: PathVersions
  private var renames: PostureRenames
  private var budget = PostureDating.bytesInAll

  /// Versions of one file that are checked; of more, the newest.
  private static let versionLimit = 300
  private static let bytesInAll = 128 << 20
  /// Names that a file had one after the other.
  private static let renameLimit = 16

  private typealias Version = PathVersions.Version

  init(
    _ survey: PostureSurvey, history: HistoryGraph, graph: TreeGraph, head: Int, job: ScanJob,
    book: CommitBook
  ) {
    self.survey = survey
    self.history = history
    self.graph = graph
    self.job = job
    self.book = book
    isOnTheWay = history.ancestors(of: [head])
    earliest = history.earliestChildrenOfSuspects()
    watched = survey.watched
    past = PathVersions(history: history, graph: graph, store: job.store)
    renames = PostureRenames(ObjectReader(job.store), isWanted: survey.wants)
  }

  /// All issues of the survey, dated.
  mutating func issues() -> [PostureIssue] {
    let numbers = graph.numbers(ofNames: Set(survey.checked.flatMap { PathVersions.parts($0.path) }))
    let byFolder = Dictionary(grouping: survey.checked.indices) {
      PathVersions.parts(survey.checked[$0].path).dropLast()
    }
    var result = survey.checked.map(\.issues)
    for (folder, members) in byFolder where !job.isCancelled {
      var wanted: [UInt32: Int] = [:]
      for member in members {
        guard let name = PathVersions.parts(survey.checked[member].path).last, let number = numbers[name]
        else { continue }
        wanted[number] = member
      }
      let path = folder.compactMap { numbers[$0] }
      guard path.count == folder.count else { continue }
      for (member, versions) in past.versions(wanted, inFolder: path, among: isOnTheWay) ?? [:] {
        date(&result[member], as: survey.checked[member].path, versions)
      }
    }
    return result.flatMap(\.self)
  }

  private mutating func date(_ issues: inout [PostureIssue], as path: BytePath, _ versions: [Version]) {
    var asOldAsFile = check(&issues, Set(issues.indices), at: path, versions, isCut: false)
    var (path, first) = (path, versions.first)
    for _ in 0..<PostureDating.renameLimit {
      guard !asOldAsFile.isEmpty, budget > 0, !job.isCancelled, let version = first,
        let (source, versions, isCut) = before(version, path), !versions.isEmpty
      else { return }
      asOldAsFile = check(&issues, asOldAsFile, at: source, versions, isCut: isCut)
      (path, first) = (source, versions.first)
    }
  }

  /// Dates those of the issues that a version of the file has; gives those that the first version has already, so that
  /// they may be older than the file at this path.
  private mutating func check(
    _ issues: inout [PostureIssue], _ wanted: Set<Int>, at path: BytePath, _ versions: [Version], isCut: Bool
  ) -> Set<Int> {
    let name = Printable.text(path.bytes)
    let isCut = isCut || versions.count > PostureDating.versionLimit
    var (open, atFirst) = (wanted, Set<Int>())
    for (number, version) in versions.suffix(PostureDating.versionLimit).enumerated() where !open.isEmpty {
      // Beyond the budget only the version that HEAD has is sure.
      guard budget > 0 || number == min(versions.count, PostureDating.versionLimit) - 1 else { continue }
      let identities: Set<PostureIssue.Identity> = identities(of: version.blob, name)
      for index in open where identities.contains(issues[index].identity) {
        issues[index].exposure = exposure(version.commit, isCut: number == 0 && isCut || budget <= 0)
        issues[index].note(formerPath: name)
        open.remove(index)
        if number == 0, !isCut { atFirst.insert(index) }
      }
    }
    return atFirst
  }

  /// The file that a commit renamed to this one, and what it was until then.
  private mutating func before(
    _ first: Version, _ path: BytePath
  ) -> (path: BytePath, versions: [Version], isCut: Bool)? {
    let commit = history.commits[first.commit]
    guard let parent = commit.parents.first.map({ history.commits[Int($0)].record }),
      let source = renames.source(
        of: job.store.id(of: first.blob), at: path, from: parent.treeID, to: commit.record.treeID)
    else { return nil }
    let isBefore = history.ancestors(of: commit.parents.map { Int($0) })
    let parts = PathVersions.parts(source)
    let numbers = graph.numbers(ofNames: Set(parts))
    let folder = parts.dropLast().compactMap { numbers[$0] }
    guard let name = parts.last, folder.count == parts.count - 1 else { return nil }
    if watched.names.contains(name), let number = numbers[name] {
      guard let found = past.versions([number: 0], inFolder: folder, among: isBefore) else { return nil }
      return (source, found[0] ?? [], false)
    }
    guard let found = past.versions(ofFile: name, inFolder: folder, among: isBefore) else { return nil }
    return (source, found.versions, found.isCut)
  }

  private mutating func identities(of blob: Int, _ name: String) -> Set<PostureIssue.Identity> {
    let bytes: [UInt8]? = book.content(of: blob) { content in
      content.count <= PostureSurvey.readLimit ? Array(content) : []
    }
    guard let bytes else { return [] }
    budget -= bytes.count + 4096
    return Set(survey.check(name, bytes).issues.map(\.identity))
  }

  private func exposure(_ index: Int, isCut: Bool) -> Exposure {
    let commit = history.commits[index]
    let summary = book.summary(of: commit.record.number)
    let bounds = DateBounds(
      earliest: commit.parents.map { history.commits[Int($0)].effective }.max().map {
        Timestamp(seconds: $0)
      },
      latest: earliest[index].map { Timestamp(seconds: $0) } ?? job.options.now)
    return Exposure(
      firstCommit: summary,
      start: commit.isSuspect ? Timestamp(seconds: commit.effective) : summary.committer.date,
      authored: summary.author.date, isAtLeast: commit.isBoundary || isCut, dateSuspect: commit.isSuspect,
      bounds: commit.isSuspect ? bounds : nil)
  }
}
