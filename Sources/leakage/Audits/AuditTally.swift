internal import Auditing
internal import Synchronization

/// What an audit has done so far; counts what the audit tells, from any thread.
final class AuditTally: Sendable {
  struct Counts: Sendable {
    var total = 0
    var done = 0
    var unchanged = 0
    var failed = 0
    var findings = 0
    /// Bytes as stored, of repositories that had to be scanned.
    var bytesDone: Int64 = 0
    /// Repositories that are being scanned, with their bytes and when that began.
    var inHand: [String: (bytes: Int64, since: ContinuousClock.Instant)] = [:]
    var fetching = 0
  }

  private let counts: Mutex<Counts>
  let start = ContinuousClock.now

  init(total: Int) {
    var counts = Counts()
    counts.total = total
    self.counts = Mutex(counts)
  }

  var now: Counts { counts.withLock { $0 } }

  func note(_ event: AuditEvent) {
    counts.withLock { counts in
      switch event {
      case .fetching: counts.fetching += 1
      case .began(let name, let bytes): counts.inHand[name] = (bytes, .now)
      case .ended(let result):
        counts.inHand[result.name] = nil
        counts.done += 1
        counts.findings += result.findings
        switch result.way {
        case .unchanged: counts.unchanged += 1
        case .failed: counts.failed += 1
        case .grown, .rechecked, .whole, .stopped: counts.bytesDone += result.bytes
        }
      }
    }
  }
}
