internal import Git
internal import Synchronization

/// What a scan of one repository learnt of its objects, for the next scan. Filled when the scan has read them all; a range
/// that is told from its own commits, and a scan that was stopped, leave it empty.
package final class ScanMemory: Sendable {
  package struct Content: Sendable {
    /// Objects that were searched, now or before, and hold nothing.
    package var clean: [UInt64]
    /// Ids of the objects that hold something, sorted.
    package var holding: [String]
    /// Ids of the objects that were searched by halves or not at all (too large, damaged, a pattern's limit), sorted.
    package var unsure: [String]
  }

  private let key: ObjectMarks.Key
  private let filled = Mutex<Content?>(nil)

  package init(key: ObjectMarks.Key) { self.key = key }

  package var content: Content? { filled.withLock { $0 } }

  /// The objects that hold nothing, ready for the next scan.
  package var marks: ObjectMarks? { content.map { ObjectMarks(key: key, $0.clean) } }

  func learn(_ harvest: ObjectHarvest, _ pass: ObjectPass) {
    let store = pass.job.store
    var isClean = ObjectSet(count: store.count)
    for (index, layout) in pass.layouts.enumerated() {
      for (entry, kind) in layout.kinds.enumerated() where kind != 0 && kind != ObjectKind.tree.rawValue {
        isClean.insert(store.packStarts[index] + Int(layout.positions[entry]))
      }
    }
    for number in store.looseStart..<store.count { isClean.insert(number) }
    for number in harvest.unsure { isClean.remove(number) }
    for number in harvest.hits.keys { isClean.remove(number) }
    let words = key.words
    let clean = (0..<store.count).filter { isClean.contains($0) }.map { store.id(of: $0).mark(words) }
    let content = Content(
      clean: clean, holding: harvest.hits.keys.map { store.id(of: $0).description }.sorted(),
      unsure: harvest.unsure.map { store.id(of: $0).description }.sorted())
    filled.withLock { $0 = content }
  }
}
