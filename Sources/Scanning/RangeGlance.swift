internal import Detectors
internal import Findings
internal import Git

/// Reads what the commits of a range add, and nothing else. Most pushes and pull requests add no secret, and then no more
/// has to be known. Wherever something may be one, or something is not certain, all of history is read: only that tells
/// how old a secret is, and where else it stands.
struct RangeGlance {
  private let repository: Repository
  private let options: ScanOptions
  private let reader: ObjectReader
  private let scanner: TextScanner
  /// For what stood there before.
  private let before: TextScanner
  /// Blobs that hold nothing.
  private var clean: Set<ObjectID> = []
  private var statistics = Statistics()

  private static let commitLimit = 1000

  /// Nil where the options ask for more than a range, or the store has damages.
  init?(_ repository: Repository, plan: ScanPlan, options: ScanOptions) {
    guard options.scope == .everything, options.range != nil || !options.branches.isEmpty,
      options.sinceDate == nil,
      !options.includesUnreachable, !options.isExhaustive, options.timings == nil
    else { return nil }
    let store = ObjectStore(
      objectsPath: repository.objectsFolder, beside: options.objectFolders, isForFewReads: true)
    guard store.problems.isEmpty else { return nil }
    self.repository = repository
    self.options = options
    reader = ObjectReader(store)
    scanner = TextScanner(plan, honoursInlineMarkers: false)
    before = TextScanner(plan, honoursInlineMarkers: false)
  }

  /// What was read, with the range in words, when it holds nothing; nil when history has to be asked.
  mutating func findsNothing() -> (statistics: Statistics, words: String?)? {
    do throws(GitError) {
      let window = try CommitWindow(options, repository)
      guard !window.excluded.isEmpty else { return nil }
      var tips: [ObjectID] = []
      for tip in window.tips {
        guard let commit = try commit(of: tip.target) else { return nil }
        tips.append(commit)
      }
      let range = try CommitRange(
        repository, tips: tips, hidden: window.excluded, limit: RangeGlance.commitLimit, reader)
      guard let range, try isClean(range) else { return nil }
      statistics.commits = range.commits.count
      statistics.refs = window.tips.count
      statistics.matchedBytes = scanner.matcher.matchedBytes
      return (statistics, window.words)
    } catch {
      return nil
    }
  }

  /// Where a tip leads; nil where a tag's message on the way holds something, or it leads to no commit.
  private mutating func commit(of tip: ObjectID) throws(GitError) -> ObjectID? {
    var id = tip
    for _ in 0..<64 {
      let scanner = scanner
      let (target, isClean) = try reader.read(id, maxSize: options.maxSize) { kind, content in
        kind == .tag ? (ParsedTag(content)?.target, scanner.hits(in: content).isEmpty) : (nil, true)
      }
      guard isClean else { return nil }
      guard let target else { return id }
      statistics.objects += 1
      id = target
    }
    return nil
  }

  private mutating func isClean(_ range: CommitRange) throws(GitError) -> Bool {
    var comparison = TreeComparison(reader)
    for commit in range.commits {
      guard !Task.isCancelled, try holdsNothing(commit.id) else { return false }
      statistics.objects += 1
      guard let changes = try comparison.changes(of: commit.tree, from: commit.parentTrees) else {
        return false
      }
      for change in changes where try !isClean(change) { return false }
    }
    statistics.trees = comparison.treeCount
    return scanner.matcher.takeGaveUp().isEmpty
  }

  private mutating func isClean(_ change: TreeComparison.Change) throws(GitError) -> Bool {
    if clean.contains(change.new) { return true }
    let found = try secrets(of: change.new, scanner, counts: true)
    if found.isEmpty {
      clean.insert(change.new)
      return true
    }
    var known: Set<SecretKey> = []
    for old in change.olds { known.formUnion(try secrets(of: old, before, counts: false)) }
    return found.isSubset(of: known)
  }

  private mutating func holdsNothing(_ commit: ObjectID) throws(GitError) -> Bool {
    try secrets(of: commit, scanner, counts: false).isEmpty
  }

  private mutating func secrets(
    of id: ObjectID, _ scanner: TextScanner, counts: Bool
  ) throws(GitError) -> Set<SecretKey> {
    let (size, hits) = try reader.read(id, maxSize: options.maxSize) { _, content in
      (content.count, scanner.hits(in: content))
    }
    if counts {
      statistics.objects += 1
      statistics.blobs += 1
      statistics.blobBytes += Int64(size)
    }
    return Set(hits.map { scanner.table.secrets[Int($0.secret)] })
  }
}
