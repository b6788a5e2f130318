#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// One lock for each repository of a store, between processes: bytes of one file, locked for the time that the file is open
/// (`F_OFD_SETLK`, fcntl(2)). The system lets go of them when a process dies.
package struct RepositoryLocks: Sendable {
  private let path: String

  /// - Parameter path: Of the lock file; made where it is missing.
  package init(path: String) { self.path = path }

  /// A held lock; let go when nobody holds this any more.
  package final class Held: Sendable {
    private let descriptor: Int32
    fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
  }

  /// Nil when another process (or another part of this one) holds it.
  package func take(_ name: String) throws(AuditStoreError) -> Held? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw AuditStoreError(.unopened, "the lock file cannot be opened", path: path)
    }
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    request.l_start = RepositoryLocks.place(of: name)
    request.l_len = 1
    let status = withUnsafeMutablePointer(to: &request) {
      fcntl(descriptor, 37 /* F_OFD_SETLK */, UnsafeMutableRawPointer($0))
    }
    guard status != 0 else { return Held(descriptor) }
    let reason = errno
    close(descriptor)
    guard reason == EAGAIN || reason == EACCES else {
      throw AuditStoreError(.failed, "the lock file cannot be locked (error \(reason))", path: path)
    }
    return nil
  }

  /// FNV-1a over the name. Two names that meet wait for each other, no more.
  private static func place(of name: String) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(hash >> 2)
  }
}
