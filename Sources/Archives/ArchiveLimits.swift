/// How much an archive may make of itself. What goes beyond is left unread, and that is said.
package struct ArchiveLimits: Sendable {
  /// Bytes of one file that are held at a time.
  package var entrySize = 64 << 20
  /// Archives inside of archives.
  package var depth = 5
  /// Entries in all, those of nested archives among them.
  package var entries = 1_000_000
  /// Bytes that come out of all archives of one file, nested or not.
  package var expanded: Int64 = 64 << 30
  /// As many times the size of the file may come out of it, once more than `freely` has.
  package var ratio: Int64 = 200
  package var freely: Int64 = 512 << 20
  /// Bytes of an entry's name that are kept.
  package var nameLength = 4096

  package init() {}

  /// What a file of so many bytes may expand to; nil where its size is not known.
  func allowance(of size: Int64?) -> Int64 {
    guard let size else { return expanded }
    let (product, overflows) = size.multipliedReportingOverflow(by: ratio)
    return min(expanded, max(freely, overflows ? .max : product))
  }
}

/// What is left of the limits for one file with all that is nested in it.
final class ArchiveBudget {
  let limits: ArchiveLimits
  private let isCancelled: () -> Bool
  private var bytes: Int64
  private var entries: Int
  /// Bytes that came out of the archives.
  private(set) var expanded: Int64 = 0

  init(_ limits: ArchiveLimits, size: Int64?, isCancelled: @escaping () -> Bool) {
    self.limits = limits
    self.isCancelled = isCancelled
    bytes = limits.allowance(of: size)
    entries = limits.entries
  }

  func charge(bytes count: Int) throws(ArchiveFailure) {
    expanded += Int64(count)
    bytes -= Int64(count)
    guard bytes >= 0 else {
      throw ArchiveFailure(.limit, "expands to too many times its size: the rest was not searched")
    }
    guard !isCancelled() else { throw ArchiveFailure(.cancelled, "was left") }
  }

  func chargeEntry() throws(ArchiveFailure) {
    entries -= 1
    guard entries >= 0 else {
      throw ArchiveFailure(.limit, "has more than \(limits.entries) entries: the rest was not searched")
    }
    guard !isCancelled() else { throw ArchiveFailure(.cancelled, "was left") }
  }
}
