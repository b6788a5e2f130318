internal import Auditing
internal import Synchronization

/// What an audit has done so far; counts what the audit tells, from any thread.
final class AuditTally: Sendable {
  struct Counts: Sendable {
    var total = 0
    var done = 0
    var failed = 0
    var findings = 0
    /// Bytes as stored: of all whose size is known, of those that are done, and of those that had to be scanned.
    var bytes: Int64 = 0
    var bytesDone: Int64 = 0
    var bytesScanned: Int64 = 0
    var inHand: [String: InHand] = [:]

    /// Bytes as stored that have been scanned, those of repositories in hand by their part.
    var bytesRead: Int64 { bytesScanned + bytesInHand }

    /// Of the whole audit, 0 to 1: by bytes where all sizes are known, or else by number.
    var fraction: Double {
      if bytes > 0 { return min(1, Double(bytesDone + bytesInHand) / Double(bytes)) }
      return total > 0 ? Double(done) / Double(total) : 1
    }

    private var bytesInHand: Int64 {
      inHand.values.reduce(0) { $0 + Int64(Double($1.bytes) * $1.fraction) }
    }
  }

  /// A repository that is being scanned.
  struct InHand: Sendable {
    let bytes: Int64
    let since: ContinuousClock.Instant
    /// Of its objects.
    var fraction = 0.0
  }

  private let counts: Mutex<Counts>
  private let sizes: [String: Int64]
  let start = ContinuousClock.now

  init(_ targets: [AuditTarget]) {
    var counts = Counts()
    counts.total = targets.count
    sizes = Dictionary(targets.compactMap { target in target.bytes.map { (target.name, $0) } }) { first, _ in
      first
    }
    if sizes.count == targets.count { counts.bytes = sizes.values.reduce(0, +) }
    self.counts = Mutex(counts)
  }

  var now: Counts { counts.withLock { $0 } }

  func note(_ event: AuditEvent) {
    counts.withLock { counts in
      switch event {
      case .fetching: break
      case .began(let name, let bytes): counts.inHand[name] = InHand(bytes: bytes, since: .now)
      case .progressed(let name, let fraction): counts.inHand[name]?.fraction = fraction
      case .ended(let result):
        counts.inHand[result.name] = nil
        counts.done += 1
        counts.bytesDone += sizes[result.name] ?? 0
        counts.findings += result.findings
        switch result.way {
        case .unchanged: break
        case .failed: counts.failed += 1
        case .grown, .rechecked, .whole, .stopped: counts.bytesScanned += result.bytes
        }
      }
    }
  }
}
