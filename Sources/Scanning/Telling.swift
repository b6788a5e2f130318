internal import Detectors
internal import Findings
internal import Git

/// Puts commits, trees and hits of one repository together and tells the findings.
struct Telling {
  private(set) var harvest: ObjectHarvest
  private(set) var refCount = 0
  private(set) var scopeWords: String?
  var commitCount: Int { attribution.history.commits.count }
  /// The oldest commit without parents.
  var rootCommit: ObjectID? {
    attribution.history.commits.lazy.map(\.record).filter(\.parents.isEmpty)
      .map { (date: $0.committed, id: job.store.id(of: $0.number)) }
      .min { ($0.date, $0.id) < ($1.date, $1.id) }?.id
  }

  private let repository: Repository
  let job: ScanJob
  let graph: TreeGraph
  let options: ScanOptions
  private let book: CommitBook
  var attribution: Attribution
  var tips: Tips
  private let scope: [Bool]?
  /// History indexes of commits that only `--unreachable` brought in.
  let isReachable: [Bool]

  init(
    _ repository: Repository, _ job: ScanJob, _ graph: TreeGraph, _ harvest: ObjectHarvest,
    _ boundary: Set<ObjectID>, options: ScanOptions
  ) throws(GitError) {
    self.repository = repository
    self.job = job
    self.graph = graph
    self.options = options
    self.harvest = harvest
    book = CommitBook(job.store, mask: harvest.table.mask)
    tips = Tips(harvest, graph, job.store)
    if options.branches.isEmpty, options.range == nil {
      let (references, problems) = repository.references()
      for problem in problems { self.harvest.diagnostics.noteUnread(problem) }
      refCount = references.count { !$0.isGone }
      // What `ORIG_HEAD` and its like name is kept for a while, as a reflog keeps it: no tip.
      tips.add(references.filter { !$0.isKept }, isTip: true)
      tips.add(references.filter(\.isKept), isTip: false)
      let logged = repository.reflogTargets()
      for problem in logged.problems { self.harvest.diagnostics.noteUnread(problem) }
      tips.add(logged.references, isTip: false)
    }
    let window = try CommitWindow(options, repository)
    tips.add(window.tips, isTip: true)
    refCount += window.tips.count
    let everything = options.includesUnreachable ? harvest.commits.map(\.number).sorted() : []
    let excluded = window.excluded.compactMap { job.store.number(of: $0) }
    let history = HistoryGraph(
      harvest.commits, roots: tips.roots + everything + excluded, boundary: boundary,
      grafts: try repository.grafts(),
      store: job.store, now: options.now.seconds)
    isReachable = history.ancestors(of: tips.roots.compactMap { history.index(of: $0) })
    scope = window.scope(history, job.store)
    scopeWords = window.words
    attribution = Attribution(
      history: history, trees: PrunedTrees(graph, objectCount: job.store.count), hits: harvest.hits)
    attribution.run(isCancelled: { job.isCancelled })
    for (_, number) in tips.trees { _ = attribution.node(ofTree: number) }
    if !job.isCancelled { noteGaps(history) }
  }

  /// What reachable history needs and the store lacks.
  private mutating func noteGaps(_ history: HistoryGraph) {
    let isPartial = repository.isPartialClone
    for reference in tips.missing where !reference.isNote {
      harvest.diagnostics.noteUnread(
        GitError(
          .missingObject, "ref points at an object that is missing",
          place: Printable.text(reference.name.utf8)))
    }
    for id in history.missingParents.sorted() {
      harvest.diagnostics.noteUnread(
        GitError(.missingObject, "parent commit is missing", place: id.description))
    }
    let missingTrees = history.commits.filter { $0.record.tree == nil }.map(\.record.treeID)
    let missing = attribution.trees.missing.union(missingTrees).sorted()
    if isPartial, !missing.isEmpty {
      harvest.diagnostics.notePartial(missing)
    } else {
      for id in missing {
        harvest.diagnostics.noteUnread(GitError(.missingObject, "object is missing", place: id.description))
      }
    }
    for number in attribution.trees.unreadTrees.sorted() {
      harvest.diagnostics.noteUnread(
        GitError(.corruptObject, "tree cannot be read", place: job.store.id(of: number).description))
    }
    if attribution.isTruncated {
      harvest.diagnostics.add(
        Diagnostic(
          severity: .error, code: "too-many-copies",
          message: "a tree repeats itself: not every copy is listed",
          isIncomplete: true))
    }
  }

  /// One finding per secret that something within the scope holds.
  mutating func findings(_ locals: LocalScan.Result) -> [Finding] {
    let headNumber =
      options.narrowsHistory && options.branches.isEmpty == false
      ? nil : repository.head.flatMap { job.store.number(of: $0) }
    let head = headNumber.flatMap { attribution.history.index(of: $0) }
    let headPlaces = head.map { attribution.places(inNode: attribution.nodeOfCommit[$0]) } ?? [:]
    var traces = [SecretTrace](repeating: SecretTrace(), count: harvest.table.secrets.count)
    addPlaces(&traces)
    addMessages(&traces)
    addRefTargets(&traces)
    addLocals(locals, headPlaces, &traces)
    if options.includesUnreachable || job.isCancelled || isHistoryLost { addUnreachable(&traces) }
    let owners = OwnershipBook(attribution, head: head, book, job.store)
    let builder = FindingBuilder(
      detectors: job.plan.catalog.detectors, table: harvest.table, hits: harvest.hits,
      surest: CertaintyJudge.surest(of: harvest.hits), options: options,
      store: job.store, graph: graph, book: book,
      identities: SecretIdentities(harvest.table, job.plan.catalog.detectors, key: options.key),
      pathBook: PathBook(job.plan.catalog.detectors), owners: owners,
      attribution: attribution, head: head,
      headAncestors: attribution.history.ancestors(of: head.map { [$0] } ?? []), headPlaces: headPlaces,
      tips: tipIndex(), earliestChildren: attribution.history.earliestChildrenOfSuspects(), scope: scope)
    let mask = harvest.table.mask
    let findings = traces.indices.compactMap { builder.finding(Int32($0), traces[$0])?.masked(mask) }
    let reported = Set(findings.flatMap { $0.occurrences.compactMap(\.blob) }).compactMap { ObjectID($0) }
    for id in reported.sorted() where !book.isGenuine(id) { harvest.diagnostics.noteForged(id) }
    return findings
  }

  /// What leads to a blob could not be read: then nobody can say that it is of no account.
  var isHistoryLost: Bool {
    harvest.hasLostHistory || attribution.trees.lacksTrees || !attribution.trees.unreadTrees.isEmpty
      || !attribution.history.missingParents.isEmpty || tips.missing.contains { !$0.isNote }
      || attribution.history.commits.contains { $0.record.tree == nil }
  }

  private mutating func tipIndex() -> TipIndex {
    var index = TipIndex(secretCount: harvest.table.secrets.count)
    for (name, number) in tips.commits {
      guard let commit = attribution.history.index(of: number) else { continue }
      let node = attribution.nodeOfCommit[commit]
      if node != PrunedTrees.empty { index.add(name, holding: attribution.secrets(ofNode: node)) }
    }
    return index
  }
}
