internal import Synchronization

/// A bare repository that nobody else changes or deletes while this object lives, or until `release`.
package final class HeldMirror: Sendable {
  package enum Change: String, Sendable {
    /// It was not there, or of no use.
    case cloned
    case fetched
    /// The server has what we have: nothing was fetched.
    case unchanged
  }

  package let address: RepositoryAddress
  /// The bare repository's folder.
  package let path: String
  package let change: Change
  /// On the disk.
  package let bytes: Int
  /// How many tips were found gone from the server by this fetch; see `MirrorRefs.gone`.
  package let newlyGone: Int
  /// The mirrors that were deleted to make room.
  package let evicted: [String]
  private let lock: Mutex<MirrorLock?>

  init(
    _ address: RepositoryAddress, path: String, outcome: MirrorFetch.Outcome, bytes: Int, evicted: [String],
    lock: MirrorLock
  ) {
    self.address = address
    self.path = path
    change = outcome.change
    newlyGone = outcome.gone
    self.bytes = bytes
    self.evicted = evicted
    self.lock = Mutex(lock)
  }

  /// Lets others have it. It may be deleted from now on. A second call does nothing.
  package func release() {
    lock.withLock { lock in
      lock?.touch()
      lock = nil
    }
  }

  deinit { release() }
}
