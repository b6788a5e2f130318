internal import Archives
internal import Detectors
internal import Findings
internal import Git

/// Looks at every blob, commit and tag of a store: as a pack's visitor, or one by one for loose objects.
final class ObjectScanner: NumberedVisitor {
  /// A visited text's matches, for the texts that are deltas against it.
  private final class Legacy {
    let matches: [Match]
    init(_ matches: [Match]) { self.matches = matches }
  }

  let text: TextScanner
  private let noMatches = Legacy([])
  private let job: ScanJob
  private var segments: [TextSegment] = []
  private(set) var found: [ObjectHits] = []
  private(set) var commits: [CommitRecord] = []
  private(set) var tags: [TagRecord] = []
  private(set) var failures: [(object: Int, code: GitError.Code)] = []
  /// Objects in which a detector's literal may stand; kept where somebody asked.
  private(set) var touched: [Int] = []
  private(set) var gaveUp: [(object: Int, detectors: Set<String>)] = []
  private(set) var skipped: [(object: Int, kind: ObjectKind, size: Int)] = []
  /// Of archives among the blobs.
  private(set) var problems = Diagnostics()
  private(set) var statistics = Statistics()
  private var meter: ProgressMeter.Share
  /// Number of the first object of the pack in hand.
  var firstNumber = 0

  init(_ job: ScanJob, meter: ProgressMeter) {
    self.job = job
    self.meter = ProgressMeter.Share(meter)
    text = TextScanner(
      job.plan, honoursInlineMarkers: !job.options.isUntrusted, remembersText: !job.options.isExhaustive)
  }

  var isCancelled: Bool { job.isCancelled }

  func visit(_ object: PackedObject, delta: Delta?, legacy: AnyObject?) -> AnyObject? {
    let number = firstNumber + object.position
    // Another pack holds it as well, and scans it.
    if job.store.packs.count > 1, !job.isFirstCopy(number) { return nil }
    return scan(number, object.kind, object.content, delta: delta, legacy: legacy as? Legacy)
  }

  func failed(position: Int, code: GitError.Code) { failures.append((firstNumber + position, code)) }

  func scanLoose(_ number: Int, _ kind: ObjectKind, _ content: UnsafeRawBufferPointer) {
    _ = scan(number, kind, content, delta: nil, legacy: nil)
  }

  private func scan(
    _ number: Int, _ kind: ObjectKind, _ content: UnsafeRawBufferPointer, delta: Delta?, legacy: Legacy?
  ) -> AnyObject? {
    count(kind, content)
    // Before its size is looked at: history is followed through a commit however long its message is.
    note(kind, number, content)
    guard content.count <= job.options.maxSize else {
      skipped.append((number, kind, content.count))
      return nil
    }
    // Its matches are not known, and what is made of it is searched as if it were made of nothing.
    if let known = job.known, known.contains(number) { return nil }
    if kind == .blob, job.options.opensRepositoryArchives, ArchiveKind(content) != nil,
      openArchive(number, content)
    {
      return nil
    }
    if UTF16Text(content) != nil {
      if job.notesTouched { touched.append(number) }
      let hits = text.hits(in: content)
      noteGaveUp(on: number)
      keep(hits, of: number, kind, content)
      return nil
    }
    let matches: [Match]
    if let delta, let legacy, !job.options.isExhaustive {
      segments.removeAll(keepingCapacity: true)
      for segment in delta.segments {
        segments.append(TextSegment(target: segment.target, source: segment.source, length: segment.length))
      }
      matches = text.matcher.match(content, base: delta.base, segments: segments, inherited: legacy.matches)
    } else {
      matches = text.matcher.match(content)
    }
    noteGaveUp(on: number)
    guard !matches.isEmpty else { return noMatches }
    if job.notesTouched { touched.append(number) }
    keep(text.hits(matches, in: content), of: number, kind, content)
    return Legacy(matches)
  }

  /// False where it cannot be read to its end and gave nothing: it is then searched as it lies.
  private func openArchive(_ number: Int, _ content: UnsafeRawBufferPointer) -> Bool {
    let id = job.store.id(of: number).description
    let blob = BlobArchive(text)
    let job = job
    let isWhole = ArchiveWalk.walk(
      content, names: [], limits: job.options.archiveLimits, for: blob, isCancelled: { job.isCancelled })
    for problem in blob.problems { problems.note(problem, in: id) }
    if !blob.hits.isEmpty {
      meter.add(secrets: blob.hits.count)
      found.append(ObjectHits(object: number, hits: blob.hits))
    }
    if !blob.gaveUp.isEmpty { gaveUp.append((number, blob.gaveUp)) }
    return isWhole || !blob.hits.isEmpty
  }

  private func count(_ kind: ObjectKind, _ content: UnsafeRawBufferPointer) {
    statistics.objects += 1
    if kind == .blob {
      statistics.blobs += 1
      statistics.blobBytes += Int64(content.count)
    }
    meter.add(objects: 1, bytes: content.count)
  }

  private func note(_ kind: ObjectKind, _ number: Int, _ content: UnsafeRawBufferPointer) {
    switch kind {
    case .commit:
      if let header = CommitHeader(content) {
        commits.append(CommitRecord(number: number, header: header, store: job.store))
      } else {
        failures.append((number, .corruptObject))
      }
    case .tag:
      if let tag = ParsedTag(content) {
        tags.append(TagRecord(number: number, tag: tag))
      } else {
        failures.append((number, .corruptObject))
      }
    case .blob, .tree: break
    }
  }

  private func keep(_ hits: [Hit], of number: Int, _ kind: ObjectKind, _ content: UnsafeRawBufferPointer) {
    guard !hits.isEmpty else { return }
    meter.add(secrets: hits.count)
    found.append(ObjectHits(object: number, hits: hits))
  }

  /// Also where nothing was found: it may be all that a pattern did.
  private func noteGaveUp(on number: Int) {
    let detectors = text.matcher.takeGaveUp()
    if !detectors.isEmpty { gaveUp.append((number, detectors)) }
  }

  /// Hands the last counts over.
  func finish() {
    meter.flush()
    statistics.matchedBytes = text.matcher.matchedBytes
  }
}
