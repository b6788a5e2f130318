internal import Detectors
internal import Findings
internal import Git
internal import Synchronization

/// What all workers on one repository share.
final class ScanJob: Sendable {
  let store: ObjectStore
  let plan: ScanPlan
  let options: ScanOptions
  /// Numbers of the objects that need no search; nil where all are searched.
  let known: ObjectSet?
  /// Keep the numbers of all objects in which anything was looked at more closely.
  let notesTouched: Bool
  private let cancelled = Atomic<Bool>(false)

  init(store: ObjectStore, plan: ScanPlan, options: ScanOptions, notesTouched: Bool = false) {
    self.notesTouched = notesTouched
    self.store = store
    self.plan = plan
    self.options = options
    known = options.known?.numbers(in: store)
  }

  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// Objects that stand in several packs are looked at in the first.
  func isFirstCopy(_ number: Int) -> Bool { store.number(of: store.id(of: number)) == number }

  /// Largest object that a walk decodes, though it may be too large to be searched: others are made of it.
  var walkLimit: Int { max(options.maxSize, 64 << 20) }

  /// Largest tree, commit or tag that is read: history is followed through what is too large to be searched.
  var decodeLimit: Int { max(options.maxSize, 256 << 20) }
}
