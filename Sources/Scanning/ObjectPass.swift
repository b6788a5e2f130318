internal import Detectors
internal import Findings
internal import Foundation
internal import Git

/// Reads all objects of a store: first what can hold text, then the trees.
struct ObjectPass {
  let job: ScanJob
  let layouts: [PackLayout]
  /// Of the shard that is asked for; nil where all objects are.
  private let mine: ObjectSet?
  let threads: Int
  let progress: @Sendable (ScanProgress) -> Void
  let target: String

  init(
    job: ScanJob, threads: Int, target: String,
    progress: @escaping @Sendable (ScanProgress) -> Void
  ) {
    self.job = job
    self.threads = threads
    self.target = target
    self.progress = progress
    let layouts = job.store.packs.map { PackLayout($0) }
    self.layouts = layouts
    mine = job.options.shard.map { ObjectSet($0, of: job.store, layouts) }
  }

  /// Blobs, commits and tags.
  func scanTexts() async -> ObjectHarvest {
    let meter = ProgressMeter(
      phase: .reading, target: target, total: textCount, report: progress)
    let workers = (0..<threads).map { _ in ObjectScanner(job, meter: meter) }
    await walkPacks(workers, [.blob, .commit, .tag], maxSize: job.walkLimit, isWanted: wanted)
    await readLoose(workers, [.blob, .commit, .tag], maxSize: job.options.maxSize) {
      worker, number, kind, content in
      worker.scanLoose(number, kind, content)
    } failed: { worker, number, code in
      worker.failed(position: number - worker.firstNumber, code: code)
    }
    return harvest(workers)
  }

  /// Which of a pack's objects have to be read: those that are not known, and commits and tags for what they lead to.
  private func wanted(_ index: Int) -> ((Int) -> Bool)? {
    if let mine {
      let first = job.store.packStarts[index]
      return { mine.contains(first + $0) }
    }
    guard let known = job.known else { return nil }
    let (layout, first) = (layouts[index], job.store.packStarts[index])
    var isBlob = ObjectSet(count: job.store.packs[index].count)
    for (entry, position) in layout.positions.enumerated()
    where layout.kinds[entry] == ObjectKind.blob.rawValue {
      isBlob.insert(Int(position))
    }
    return { [isBlob] in !isBlob.contains($0) || !known.contains(first + $0) }
  }

  private var textCount: Int {
    if let mine { return (0..<job.store.count).count { mine.contains($0) } }
    return layouts.reduce(job.store.looseIDs.count) { sum, layout in
      sum + layout.kinds.reduce(0) { $0 + ($1 == ObjectKind.tree.rawValue ? 0 : 1) }
    }
  }

  private func harvest(_ workers: [ObjectScanner]) -> ObjectHarvest {
    var result = ObjectHarvest()
    if mine != nil { result.diagnostics = Diagnostics(limitPerCode: .max) }
    for worker in workers {
      worker.finish()
      add(worker, to: &result)
      result.touched += worker.touched
      result.unsure.formUnion(worker.failures.map(\.object))
      result.unsure.formUnion(worker.gaveUp.map(\.object))
    }
    retry(workers.flatMap(\.failures).map(\.object), &result)
    noteOrphans(&result)
    return result
  }

  private func add(_ scanner: ObjectScanner, to result: inout ObjectHarvest) {
    var found = scanner.found
    result.table.absorb(scanner.text.table, hits: &found)
    for object in found { result.hits[object.object] = object.hits }
    result.commits += scanner.commits
    result.tags += scanner.tags
    result.statistics.add(scanner.statistics)
    result.diagnostics.add(scanner.problems.all)
    noteSkipped(scanner, &result)
    for (object, detectors) in scanner.gaveUp {
      result.diagnostics.noteGaveUp(job.store.id(of: object).description, detectors)
    }
  }

  /// What a walk does not yield may stand elsewhere as well, or be readable by itself.
  private func retry(_ failures: [Int], _ result: inout ObjectHarvest) {
    guard !failures.isEmpty else { return }
    result.unsure.formUnion(failures)
    let scanner = ObjectScanner(
      job, meter: ProgressMeter(phase: .reading, target: target, total: 0, report: { _ in }))
    let reader = ObjectReader(job.store)
    for object in failures where !job.isCancelled {
      do throws(GitError) { try retry(object, reader, scanner, &result) } catch {
        result.diagnostics.noteUnread(error)
        if !ObjectPass.isBlob(job.store.id(of: object), reader) { result.hasLostHistory = true }
      }
    }
    // Its bytes are what the id names, and yet it is no commit or tag that can be followed.
    for (object, _) in scanner.failures {
      result.hasLostHistory = true
      result.diagnostics.noteUnread(
        GitError(.corruptObject, "object is malformed", place: job.store.id(of: object).description))
    }
    add(scanner, to: &result)
  }

  private func retry(
    _ object: Int, _ reader: ObjectReader, _ scanner: ObjectScanner, _ result: inout ObjectHarvest
  ) throws(GitError) {
    let id = job.store.id(of: object)
    let header = try reader.header(of: id)
    guard header.kind != .blob || header.size <= job.options.maxSize else {
      result.statistics.skipped += 1
      result.diagnostics.noteSkipped(id, header.kind, size: header.size)
      return
    }
    let isGenuine = try reader.read(id, maxSize: job.decodeLimit) { kind, content in
      guard ObjectReader.verify(id, kind, content) else { return false }
      if kind != .tree { scanner.scanLoose(object, kind, content) }
      return true
    }
    if !isGenuine { throw GitError(.corruptObject, "object is corrupt", place: id.description) }
  }

  private static func isBlob(_ id: ObjectID, _ reader: ObjectReader) -> Bool {
    do throws(GitError) { return try reader.header(of: id).kind == .blob } catch { return false }
  }

  private func noteSkipped(_ scanner: ObjectScanner, _ result: inout ObjectHarvest) {
    result.statistics.skipped += scanner.skipped.count
    result.unsure.formUnion(scanner.skipped.map(\.object))
    for (object, kind, size) in scanner.skipped {
      result.diagnostics.noteSkipped(job.store.id(of: object), kind, size: size)
    }
  }

  private func noteOrphans(_ result: inout ObjectHarvest) {
    for (index, layout) in layouts.enumerated() {
      let orphans = layout.orphans.map { job.store.packStarts[index] + Int($0) }
      retry(orphans.filter { mine?.contains($0) ?? true }, &result)
    }
  }

  /// Hands the objects of some kinds in every pack to the workers.
  ///
  /// - Parameter isWanted: which of a pack's objects; nil for all.
  func walkPacks(
    _ workers: [some NumberedVisitor], _ kinds: Set<ObjectKind>, maxSize: Int,
    isWanted: (Int) -> ((Int) -> Bool)? = { _ in nil }
  ) async {
    for (index, pack) in job.store.packs.enumerated() {
      let walk = PackWalk(
        pack: pack, layout: layouts[index], kinds: kinds, maxSize: maxSize, isWanted: isWanted(index))
      for worker in workers { worker.firstNumber = job.store.packStarts[index] }
      await WorkerPool.run(workers) { walk.run($0) }
    }
  }

  /// Hands every loose object of some kinds to a worker, each through a reader of its own. Others stay compressed.
  func readLoose<Worker: AnyObject>(
    _ workers: [Worker], _ kinds: Set<ObjectKind>, maxSize: Int,
    _ body: @escaping @Sendable (Worker, Int, ObjectKind, UnsafeRawBufferPointer) -> Void,
    failed: @escaping @Sendable (Worker, Int, GitError.Code) -> Void
  ) async {
    let first = job.store.looseStart
    let count = job.store.looseIDs.count
    guard count > 0 else { return }
    let queue = NumberQueue(first..<first + count, chunk: 32)
    let job = job
    await WorkerPool.run(workers) { worker in
      let reader = ObjectReader(job.store)
      while let numbers = queue.next(), !job.isCancelled {
        for number in numbers where mine?.contains(number) ?? true {
          let id = job.store.id(of: number)
          do throws(GitError) {
            let kind = try reader.header(of: id).kind
            guard kinds.contains(kind) else { continue }
            if kind == .blob, let known = job.known, known.contains(number) { continue }
            try reader.read(id, maxSize: maxSize) { kind, content in
              body(worker, number, kind, content)
            }
          } catch { failed(worker, number, error.code) }
        }
      }
    }
  }
}
