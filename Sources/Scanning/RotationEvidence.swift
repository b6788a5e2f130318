internal import Detectors
internal import Findings
internal import Git

/// What history shows of a secret's replacement: only steps after which the secret was gone from the tree, and
/// returns after such a step.
struct RotationEvidence {
  private(set) var events: [RotationEvent] = []
  private(set) var rotation = Rotation.none

  private let builder: FindingBuilder
  private let secret: Int32
  /// Successors and references are looked for at this many places of a secret at most.
  private static let placeLimit = 50

  init(builder: FindingBuilder, secret: Int32, trace: SecretTrace, occurrences: OccurrenceList) {
    self.builder = builder
    self.secret = secret
    guard let life = builder.attribution.lives[secret] else { return }
    let history = builder.history
    let removals = life.removals.sorted {
      history.commits[Int($0)].effective < history.commits[Int($1)].effective
    }
    addRemovals(Set(removals), trace)
    addReturns(life, removals, trace)
    events.sort { ($0.commit.committer.date.seconds, $0.path) < ($1.commit.committer.date.seconds, $1.path) }
    defer { shorten() }
    guard !occurrences.isInPlace else { return }
    let isOnHeadLine = removals.contains { builder.headAncestors[Int($0)] }
    let isAtTip = builder.tips.refs(holding: secret).count > 0
    guard isOnHeadLine || !isAtTip else { return }
    if removals.isEmpty {
      // No commit took it away, and yet no tip has it: a merge, a reset or an amended commit left it behind.
      let isElsewhere = !trace.messages.isEmpty || !trace.loose.isEmpty
      rotation = isElsewhere ? .none : .removed
      return
    }
    let last = (isOnHeadLine ? removals.filter { builder.headAncestors[Int($0)] } : removals).last
    let lastID = last.map { builder.store.id(of: history.commits[Int($0)].record.number).description }
    let isSuperseded = events.contains { $0.kind == .superseded && $0.commit.id == lastID }
    rotation = isSuperseded ? .superseded : .removed
  }

  /// The first events and the last ones, where a value came and went thousands of times.
  private mutating func shorten() {
    guard events.count > Finding.eventLimit else { return }
    events = Array(events.prefix(Finding.eventLimit / 2) + events.suffix(Finding.eventLimit / 2))
  }

  private mutating func addRemovals(_ removals: Set<Int32>, _ trace: SecretTrace) {
    for (place, record) in trace.places.prefix(RotationEvidence.placeLimit) {
      for removal in record.removals where removals.contains(removal) {
        events.append(event(at: place, record, removal))
      }
    }
  }

  private func event(at place: Attribution.Place, _ record: Attribution.Record, _ removal: Int32)
    -> RotationEvent
  {
    let commit = builder.history.commits[Int(removal)].record
    let summary = builder.book.summary(of: commit.number)
    let names = builder.path(place)
    let path = Printable.text(names.joined(separator: [UInt8(ascii: "/")]))
    let old = record.introductions.last.flatMap { builder.hit($0.sighting) }
    if let successor = successor(at: place, removal, old) {
      return RotationEvent(
        kind: .superseded, commit: summary, path: path, successor: builder.identities.fingerprint(successor))
    }
    if let reference = reference(names, commit, old) {
      return RotationEvent(kind: .replacedByReference, commit: summary, path: path, reference: reference)
    }
    return RotationEvent(kind: .removed, commit: summary, path: path)
  }

  /// Another secret of the same detector that this commit brought to the same path and key.
  private func successor(at place: Attribution.Place, _ removal: Int32, _ old: Hit?) -> Int32? {
    guard let old, let object = builder.attribution.sighting(of: place.path, inCommit: removal),
      let hits = builder.hits[Int(object)]
    else { return nil }
    let detector = builder.table.secrets[Int(secret)].detector
    let candidates = hits.filter { hit in
      guard builder.table.secrets[Int(hit.secret)].detector == detector, hit.secret != secret else {
        return false
      }
      let other = Attribution.Place(secret: hit.secret, path: place.path)
      return builder.attribution.records[other]?.introductions.contains { $0.commit == removal } ?? false
    }
    let sameKey = candidates.filter { $0.key == old.key }
    if old.key >= 0 { return sameKey.first?.secret }
    return sameKey.first { abs($0.line - old.line) <= 3 }?.secret
  }

  /// `${NAME}` and its like behind the same key in the new content.
  private func reference(_ names: [[UInt8]], _ commit: CommitRecord, _ old: Hit?) -> String? {
    guard let old, let key = builder.key(old), let blob = builder.book.blob(at: names, inTree: commit.treeID)
    else {
      return nil
    }
    return builder.book.content(of: blob) { ReferenceText.value(ofKey: Array(key.utf8), in: $0) } ?? nil
  }

  /// The same value back after it was gone: no rotation.
  private mutating func addReturns(_ life: Attribution.Life, _ removals: [Int32], _ trace: SecretTrace) {
    guard !removals.isEmpty else { return }
    let history = builder.history
    // Asking for each pair is the cheaper way for the few that there mostly are.
    let isFew = removals.count * life.introductions.count <= 64
    let follows = isFew ? nil : history.follows(removals, upTo: life.introductions.max() ?? 0)
    for introduction in life.introductions {
      let isReturn =
        follows?(introduction)
        ?? removals.contains {
          $0 < introduction && history.isAncestor(Int($0), of: Int(introduction))
        }
      guard isReturn else { continue }
      let number = builder.history.commits[Int(introduction)].record.number
      let place = trace.places.first { $0.record.introductions.contains { $0.commit == introduction } }
      let path =
        place.map { Printable.text(builder.path($0.place).joined(separator: [UInt8(ascii: "/")])) } ?? ""
      events.append(RotationEvent(kind: .reintroduced, commit: builder.book.summary(of: number), path: path))
    }
  }
}
