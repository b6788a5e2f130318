internal import Findings
internal import Git
internal import Posture

/// Since when history has each issue at its path: the earliest commit on the way to HEAD whose file there had it.
struct PostureDating {
  private let survey: PostureSurvey
  private let history: HistoryGraph
  private let graph: TreeGraph
  private let job: ScanJob
  private let book: CommitBook
  private let isOnTheWay: [Bool]
  private var budget = PostureDating.bytesInAll

  /// Versions of one file that are checked; of more, the newest.
  private static let versionLimit = 300
  private static let bytesInAll = 128 << 20
  /// Commits that are looked at, over all folders; what is left then has no date.
  private var steps = 100_000_000

  /// A blob that the path held, with the earliest commit that has it there (an index of the history).
  private struct Version {
    let blob: Int
    let commit: Int
  }

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
  }

  /// All issues of the survey, dated.
  mutating func issues() -> [PostureIssue] {
    let numbers = graph.numbers(ofNames: Set(survey.checked.flatMap { PostureDating.parts($0.path) }))
    let byFolder = Dictionary(grouping: survey.checked.indices) {
      PostureDating.parts(survey.checked[$0].path).dropLast()
    }
    let earliest = history.earliestChildrenOfSuspects()
    var result = survey.checked.map(\.issues)
    for (folder, members) in byFolder where !job.isCancelled {
      var wanted: [UInt32: Int] = [:]
      for member in members {
        guard let name = PostureDating.parts(survey.checked[member].path).last, let number = numbers[name]
        else { continue }
        wanted[number] = member
      }
      let path = folder.compactMap { numbers[$0] }
      steps -= history.commits.count
      guard path.count == folder.count, steps >= 0 else { continue }
      for (member, versions) in versions(wanted, inFolder: path) {
        date(&result[member], as: survey.checked[member].path, versions, earliest)
      }
    }
    return result.flatMap(\.self)
  }

  private static func parts(_ path: BytePath) -> [[UInt8]] {
    path.bytes.split(separator: 0x2F).map { Array($0) }
  }

  /// Every blob that each of the names in a folder was, by the number of the checked file; oldest first.
  private func versions(_ wanted: [UInt32: Int], inFolder folder: [UInt32]) -> [Int: [Version]] {
    var found: [Int: [Int: Int]] = [:]
    var folders = [[Int: Int]](repeating: [:], count: folder.count)
    var seen: [Int: Int] = [:]
    for index in history.commits.indices where isOnTheWay[index] {
      guard var tree = history.commits[index].record.tree else { continue }
      for (level, name) in folder.enumerated() where tree >= 0 {
        if let known = folders[level][tree] {
          tree = known
        } else {
          let next = child(name, of: tree, isTree: true) ?? -1
          folders[level][tree] = next
          tree = next
        }
      }
      guard tree >= 0 else { continue }
      if let other = seen[tree], precedes(other, index) { continue }
      seen[tree] = index
    }
    for (tree, commit) in seen {
      for edge in graph.edges(of: tree) ?? 0..<0 {
        let edge = graph.edge(at: edge)
        guard edge.kind == .blob || edge.kind == .watched, let member = wanted[edge.name] else { continue }
        let other = found[member, default: [:]][Int(edge.child)]
        if other.map({ precedes(commit, $0) }) ?? true {
          found[member, default: [:]][Int(edge.child)] = commit
        }
      }
    }
    return found.mapValues { blobs in
      blobs.map { Version(blob: $0.key, commit: $0.value) }.sorted { precedes($0.commit, $1.commit) }
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    (history.commits[left].effective, left) < (history.commits[right].effective, right)
  }

  private func child(_ name: UInt32, of tree: Int, isTree: Bool) -> Int? {
    for index in graph.edges(of: tree) ?? 0..<0 {
      let edge = graph.edge(at: index)
      if edge.name == name, edge.kind == .tree { return Int(edge.child) }
    }
    return nil
  }

  private mutating func date(
    _ issues: inout [PostureIssue], as path: BytePath, _ versions: [Version], _ earliest: [Int: Int64]
  ) {
    let name = Printable.text(path.bytes)
    let isCut = versions.count > PostureDating.versionLimit
    var open = Set(issues.indices)
    for (number, version) in versions.suffix(PostureDating.versionLimit).enumerated() where !open.isEmpty {
      // Beyond the budget only the version that HEAD has is sure.
      guard budget > 0 || number == min(versions.count, PostureDating.versionLimit) - 1 else { continue }
      let identities: Set<PostureIssue.Identity> = identities(of: version.blob, name)
      for index in open where identities.contains(issues[index].identity) {
        issues[index].exposure = exposure(
          version.commit, isCut: number == 0 && isCut || budget <= 0, earliest: earliest)
        open.remove(index)
      }
    }
  }

  private mutating func identities(of blob: Int, _ name: String) -> Set<PostureIssue.Identity> {
    let bytes: [UInt8]? = book.content(of: blob) { content in
      content.count <= PostureSurvey.readLimit ? Array(content) : []
    }
    guard let bytes else { return [] }
    budget -= bytes.count + 4096
    return Set(survey.check(name, bytes).issues.map(\.identity))
  }

  private func exposure(_ index: Int, isCut: Bool, earliest: [Int: Int64]) -> Exposure {
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

extension TreeGraph {
  /// Numbers of the names that some tree has.
  func numbers(ofNames wanted: Set<[UInt8]>) -> [[UInt8]: UInt32] {
    var result: [[UInt8]: UInt32] = [:]
    for number in 0..<nameCount where wanted.contains(name(UInt32(number))) {
      result[name(UInt32(number))] = UInt32(number)
    }
    return result
  }
}
