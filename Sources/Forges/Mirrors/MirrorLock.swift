#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The lock of one mirror: `flock` on a file that is never deleted. The kernel releases it when its last holder is gone;
/// git's own processes hold it along. The file's content is what the cache knows of the mirror (see `MirrorRecord`), its
/// modification time the mirror's last use.
final class MirrorLock: Sendable {
  let descriptor: Int32

  /// Nil where another holds it.
  init?(path: String) throws(MirrorError) {
    let end = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard end >= 0 else { throw MirrorLock.error(path) }
    if flock(end, LOCK_EX | LOCK_NB) != 0 {
      let isHeld = errno == EWOULDBLOCK
      let error = MirrorLock.error(path)
      close(end)
      if isHeld { return nil }
      throw error
    }
    descriptor = end
  }

  /// Waits as long as it is told to, without a thread.
  static func take(path: String, patience: LockPatience, of place: String) async throws(MirrorError)
    -> MirrorLock
  {
    let start = ContinuousClock.now
    while true {
      if let lock = try MirrorLock(path: path) { return lock }
      guard case .upTo(let seconds) = patience,
        ContinuousClock.now - start < .milliseconds(Int64(seconds * 1000))
      else { throw MirrorError(.busy, "another run holds its mirror", place: place) }
      do { try await Task.sleep(for: .milliseconds(100)) } catch {
        throw MirrorError(.interrupted, "interrupted", place: place)
      }
    }
  }

  /// Also marks the mirror as used now.
  func write(_ text: String) {
    let bytes = Array(text.utf8)
    ftruncate(descriptor, 0)
    // A record that could not be written is measured anew.
    _ = pwrite(descriptor, bytes, bytes.count, 0)
    touch()
  }

  func touch() { futimens(descriptor, nil) }

  deinit { close(descriptor) }

  private static func error(_ path: String) -> MirrorError {
    let reason = String(cString: strerror(errno))
    return MirrorError(
      errno == ENOSPC ? .diskFull : .unusable, "the mirror's lock cannot be used: \(reason)", place: path)
  }
}
