internal import Detectors
internal import Findings
internal import Git

/// A secret's occurrences, oldest first, without those that its detector or the scope leaves out.
struct OccurrenceList {
  private(set) var all: [Occurrence] = []
  /// HEAD's tree, the index or the work tree holds it.
  private(set) var isInPlace = false
  private(set) var isInHead = false
  /// Every place carries an inline marker.
  private(set) var areAllowed = true
  /// That of the place that tells the most.
  private(set) var certainty: Certainty?

  private let builder: FindingBuilder
  /// Commits (history indexes) that only moved the secret: they took it from as many places as they brought it to.
  private let movers: Set<Int32>
  private let filter: PathFilter
  private let judge: CertaintyJudge

  init(builder: FindingBuilder, secret: Int32, trace: SecretTrace, detector: Detector) {
    self.builder = builder
    movers = builder.scope == nil ? [] : OccurrenceList.movers(trace)
    filter = PathFilter(detector)
    judge = CertaintyJudge(detector)
    for (place, record) in trace.places { add(place, record) }
    for (object, hit) in trace.messages { addMessage(object, hit) }
    for loose in trace.loose
    where filter.accepts(loose.path) && builder.pathBook.counts(loose.hit, at: loose.path) { addLoose(loose) }
    for (text, hit) in trace.local
    where filter.accepts(text.path) && builder.pathBook.counts(hit, at: text.path) { addLocal(text, hit) }
    areAllowed = areAllowed && !all.isEmpty
    all.sort(by: OccurrenceList.precedes)
  }

  private static func precedes(_ left: Occurrence, _ right: Occurrence) -> Bool {
    let dates = (
      left.introduced?.committer.date.seconds ?? Int64.max,
      right.introduced?.committer.date.seconds ?? Int64.max
    )
    return (dates.0, left.path, left.line, left.column) < (dates.1, right.path, right.line, right.column)
  }

  private static func movers(_ trace: SecretTrace) -> Set<Int32> {
    var balance: [Int32: Int] = [:]
    for (_, record) in trace.places {
      for introduction in record.introductions { balance[introduction.commit, default: 0] += 1 }
      for removal in record.removals { balance[removal, default: 0] -= 1 }
    }
    return Set(balance.filter { $0.value <= 0 }.keys)
  }

  private mutating func add(_ place: Attribution.Place, _ record: Attribution.Record) {
    let file = Printable.text(builder.path(place).joined(separator: [UInt8(ascii: "/")]))
    let history = builder.history
    // Where part of history is asked for, a file that it moved is nothing that it brought.
    let counted = record.introductions.filter {
      builder.scope?[Int($0.commit)] ?? true && !movers.contains($0.commit)
    }
    let first = counted.min {
      (history.commits[Int($0.commit)].effective, $0.commit) < (
        history.commits[Int($1.commit)].effective, $1.commit
      )
    }
    guard let first else { return }
    let inHead = builder.headPlaces[place]
    let sighting = inHead ?? first.sighting
    guard let hit = builder.hit(sighting), case let path = builder.table.path(of: hit, in: file),
      filter.accepts(path), builder.pathBook.counts(hit, at: path)
    else { return }
    isInHead = isInHead || inHead != nil
    isInPlace = isInPlace || inHead != nil
    let surface = note(hit, .file, path)
    let removal = inHead == nil ? latestRemoval(record) : nil
    all.append(
      Occurrence(
        medium: .file, surface: surface, path: path, line: Int(hit.line), column: Int(hit.column),
        blob: builder.store.id(of: Int(sighting.object)).description, key: builder.key(hit),
        encoding: hit.encoding.name,
        introduced: builder.book.summary(of: history.commits[Int(first.commit)].record.number),
        removed: removal.map { builder.book.summary(of: history.commits[Int($0)].record.number) },
        isInPlace: inHead != nil))
  }

  /// Takes the place into account; gives what its file is for.
  private mutating func note(_ hit: Hit, _ medium: Occurrence.Medium, _ path: String) -> Surface? {
    areAllowed = areAllowed && hit.isAllowed
    let surface = builder.pathBook.surface(medium, path, hit.marks)
    // Another version of the file may tell the same secret better than the one that brought it.
    let textual = CertaintyJudge.surest(builder.surest[hit.secret], hit.certainty)
    certainty = CertaintyJudge.surest(certainty, judge.certainty(textual, at: path, surface))
    return surface
  }

  /// On the line to HEAD if there is one, else the last anywhere.
  private func latestRemoval(_ record: Attribution.Record) -> Int32? {
    let history = builder.history
    let onHead = record.removals.filter { builder.headAncestors[Int($0)] }
    return (onHead.isEmpty ? record.removals : onHead).max {
      history.commits[Int($0)].effective < history.commits[Int($1)].effective
    }
  }

  private mutating func addMessage(_ object: Int, _ hit: Hit) {
    // A message stands at no path.
    guard filter.accepts(""), builder.pathBook.counts(hit, at: "") else { return }
    let id = builder.store.id(of: object).description
    let commit = builder.history.index(of: object)
    if let commit, let scope = builder.scope, !scope[commit] { return }
    _ = note(hit, .commitMessage, "")
    all.append(
      Occurrence(
        medium: commit == nil ? .tagMessage : .commitMessage,
        path: (commit == nil ? "tag " : "commit ") + id.prefix(12), line: Int(hit.line),
        column: Int(hit.column),
        blob: id, key: builder.key(hit), encoding: hit.encoding.name,
        introduced: commit.map { _ in builder.book.summary(of: object) }))
  }

  private mutating func addLoose(_ loose: (medium: Occurrence.Medium, path: String, object: Int, hit: Hit)) {
    let path = builder.table.path(of: loose.hit, in: loose.path)
    let surface = note(loose.hit, loose.medium, path)
    if loose.medium == .index { isInPlace = true }
    all.append(
      Occurrence(
        medium: loose.medium, surface: surface, path: path, line: Int(loose.hit.line),
        column: Int(loose.hit.column),
        blob: builder.store.id(of: loose.object).description, key: builder.key(loose.hit),
        encoding: loose.hit.encoding.name, isInPlace: loose.medium == .index))
  }

  private mutating func addLocal(_ text: LocalText, _ hit: Hit) {
    let surface = note(hit, text.medium, text.path)
    isInPlace = true
    all.append(
      Occurrence(
        medium: text.medium, surface: surface, path: text.path, line: Int(hit.line), column: Int(hit.column),
        key: builder.key(hit), encoding: hit.encoding.name, isInPlace: true))
  }
}

/// A detector's own say on paths.
struct PathFilter {
  private let included: [PathGlob]
  private let excluded: [PathGlob]

  init(_ detector: Detector) {
    included = detector.paths.map { PathGlob($0) }
    excluded = detector.excludedPaths.map { PathGlob($0) }
  }

  func accepts(_ path: String) -> Bool {
    (included.isEmpty || included.contains { $0.matches(path) }) && !excluded.contains { $0.matches(path) }
  }
}
