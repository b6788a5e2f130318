internal import Detectors
internal import Findings
internal import Git

/// Puts commits, trees and hits of one repository together and tells the findings.
struct Telling {
  private(set) var harvest: ObjectHarvest
  private(set) var refCount = 0
  private(set) var scopeWords: String?
  var commitCount: Int { attribution.history.commits.count }

  private let repository: Repository
  private let job: ScanJob
  private let graph: TreeGraph
  private let options: ScanOptions
  private let book: CommitBook
  private var attribution: Attribution
  private var tips: Tips
  private let scope: [Bool]?
  /// History indexes of commits that only `--unreachable` brought in.
  private let isReachable: [Bool]

  init(
    _ repository: Repository, _ job: ScanJob, _ graph: TreeGraph, _ harvest: ObjectHarvest,
    _ boundary: Set<ObjectID>, options: ScanOptions
  ) throws(GitError) {
    self.repository = repository
    self.job = job
    self.graph = graph
    self.options = options
    self.harvest = harvest
    book = CommitBook(job.store)
    tips = Tips(harvest, graph, job.store)
    if options.branches.isEmpty, options.range == nil {
      let (references, problems) = repository.references()
      for problem in problems { self.harvest.diagnostics.noteUnread(problem) }
      refCount = references.count
      // What `ORIG_HEAD` and its like name is kept for a while, as a reflog keeps it: no tip.
      tips.add(references.filter { !$0.isNote }, isTip: true)
      tips.add(references.filter(\.isNote), isTip: false)
      let logged = repository.reflogTargets()
      for problem in logged.problems { self.harvest.diagnostics.noteUnread(problem) }
      tips.add(logged.references, isTip: false)
    }
    let window = try CommitWindow(options, repository)
    tips.add(window.tips, isTip: true)
    refCount += window.tips.count
    let everything = options.includesUnreachable ? harvest.commits.map(\.number).sorted() : []
    let history = HistoryGraph(
      harvest.commits, roots: tips.roots + everything, boundary: boundary, grafts: try repository.grafts(),
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
        GitError(.missingObject, "ref points at an object that is missing", place: Printable.text(reference.name.utf8)))
    }
    for id in history.missingParents.sorted() {
      harvest.diagnostics.noteUnread(GitError(.missingObject, "parent commit is missing", place: id.description))
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
          severity: .error, code: "too-many-copies", message: "a tree repeats itself: not every copy is listed",
          isIncomplete: true))
    }
  }

  /// One finding per secret that something within the scope holds.
  mutating func findings(_ locals: LocalScan.Result) -> [Finding] {
    let headNumber = options.narrowsHistory && options.branches.isEmpty == false ? nil : repository.head.flatMap { job.store.number(of: $0) }
    let head = headNumber.flatMap { attribution.history.index(of: $0) }
    let headPlaces = head.map { attribution.places(inNode: attribution.nodeOfCommit[$0]) } ?? [:]
    var traces = [SecretTrace](repeating: SecretTrace(), count: harvest.table.secrets.count)
    addPlaces(&traces)
    addMessages(&traces)
    addRefTargets(&traces)
    addLocals(locals, headPlaces, &traces)
    if options.includesUnreachable || job.isCancelled { addUnreachable(&traces) }
    let builder = FindingBuilder(
      detectors: job.plan.catalog.detectors, table: harvest.table, hits: harvest.hits, options: options,
      store: job.store, graph: graph, book: book,
      identities: SecretIdentities(harvest.table, job.plan.catalog.detectors, key: options.key),
      pathBook: PathBook(job.plan.catalog.detectors),
      attribution: attribution, head: head,
      headAncestors: attribution.history.ancestors(of: head.map { [$0] } ?? []), headPlaces: headPlaces,
      tips: tipIndex(), earliestChildren: attribution.history.earliestChildrenOfSuspects(), scope: scope)
    let mask = harvest.table.mask
    let findings = traces.indices.compactMap { builder.finding(Int32($0), traces[$0])?.masked(mask) }
    let reported = Set(findings.flatMap { $0.occurrences.compactMap(\.blob) }).compactMap { ObjectID($0) }
    for id in reported.sorted() where !book.isGenuine(id) { harvest.diagnostics.noteForged(id) }
    return findings
  }

  private func addPlaces(_ traces: inout [SecretTrace]) {
    for (place, record) in attribution.records {
      let secret = Int(place.secret)
      traces[secret].places.append((place, record))
      if record.introductions.contains(where: { isReachable[Int($0.commit)] }) { traces[secret].isReachable = true }
    }
    // Dictionaries have no order; a report has.
    for secret in traces.indices { traces[secret].places.sort { $0.place.path < $1.place.path } }
  }

  private mutating func addMessages(_ traces: inout [SecretTrace]) {
    let tagNumbers = Set(harvest.tags.map(\.number))
    for (object, hits) in harvest.hits.sorted(by: { $0.key < $1.key }) {
      let commit = attribution.history.index(of: object)
      let isTag = tagNumbers.contains(object)
      guard commit != nil || (isTag && (tips.tags.contains(object) || options.includesUnreachable)) else { continue }
      for hit in hits {
        traces[Int(hit.secret)].messages.append((object, hit))
        if commit.map({ isReachable[$0] }) ?? tips.tags.contains(object) { traces[Int(hit.secret)].isReachable = true }
      }
    }
  }

  /// Refs that point at a blob or a tree directly.
  private mutating func addRefTargets(_ traces: inout [SecretTrace]) {
    guard !options.narrowsHistory else { return }
    for (name, number) in tips.blobs {
      for hit in harvest.hits[number] ?? [] {
        traces[Int(hit.secret)].loose.append((.ref, Printable.text(name.utf8), number, hit))
        traces[Int(hit.secret)].isReachable = true
      }
    }
    for (name, number) in tips.trees {
      let node = attribution.node(ofTree: number)
      for (place, sighting) in attribution.places(inNode: node).sorted(by: { $0.key.path < $1.key.path }) {
        let path = attribution.paths.names(of: place.path).map { graph.name($0) }.joined(separator: [UInt8(ascii: "/")])
        guard let hit = harvest.hits[Int(sighting.object)]?[Int(sighting.hit)] else { continue }
        let shown = Printable.text(name.utf8) + ":" + Printable.text(path)
        traces[Int(place.secret)].loose.append((.ref, shown, Int(sighting.object), hit))
        traces[Int(place.secret)].isReachable = true
      }
    }
  }

  /// The index and the work tree, where they hold what HEAD does not.
  private func addLocals(
    _ locals: LocalScan.Result, _ headPlaces: [Attribution.Place: Attribution.Sighting], _ traces: inout [SecretTrace]
  ) {
    var known: [Int32: Set<String>] = [:]
    for place in headPlaces.keys {
      let path = attribution.paths.names(of: place.path).map { graph.name($0) }.joined(separator: [UInt8(ascii: "/")])
      known[place.secret, default: []].insert(Printable.text(path))
    }
    for (path, object) in locals.index {
      let shown = Printable.text(path.bytes)
      for hit in harvest.hits[object] ?? [] where known[hit.secret, default: []].insert(shown).inserted {
        traces[Int(hit.secret)].loose.append((.index, shown, object, hit))
      }
    }
    for text in locals.texts {
      for hit in text.hits where known[hit.secret, default: []].insert(text.path).inserted {
        traces[Int(hit.secret)].local.append((text, hit))
      }
    }
  }

  /// Blobs that no commit's tree leads to, not even an unreachable commit's.
  private func addUnreachable(_ traces: inout [SecretTrace]) {
    let attributed = Set(attribution.records.values.flatMap { $0.introductions.map(\.sighting.object) })
    let others = Set(tips.blobs.map(\.number)).union(harvest.tags.map(\.number))
    for (object, hits) in harvest.hits.sorted(by: { $0.key < $1.key }) {
      guard !attributed.contains(Int32(object)), !others.contains(object),
        attribution.history.index(of: object) == nil
      else { continue }
      for hit in hits where traces[Int(hit.secret)].places.isEmpty {
        let id = job.store.id(of: object).description
        let words = job.isCancelled ? "blob \(id.prefix(12)), not dated" : "unreachable blob \(id.prefix(12))"
        traces[Int(hit.secret)].loose.append((.file, words, object, hit))
      }
    }
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

extension Diagnostics {
  mutating func notePartial(_ missing: [ObjectID]) {
    add(
      Diagnostic(
        severity: .error, code: "partial-clone",
        message: "\(missing.count) objects are not in this partial clone and were not searched, such as "
          + missing.prefix(3).map { String($0.description.prefix(12)) }.joined(separator: ", "),
        help: "git fetch --refetch --filter=blob:limit=1g, or clone without --filter", isIncomplete: true))
  }
}
