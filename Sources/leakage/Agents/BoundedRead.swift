#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Reads no more than it was told to, and never waits for a pipe that a name leads to.
enum BoundedRead {
  enum Content {
    case bytes([UInt8])
    case tooLarge
    /// No such file, or none that can be read: who asks for it gets nothing either.
    case none
  }

  static func file(_ path: String, limit: Int) -> Content {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .none }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .none }
    return all(of: descriptor, limit: limit, drain: 0)
  }

  /// - Parameter drain: bytes that are read and dropped beyond the limit: a writer is not left with a broken pipe.
  static func all(of descriptor: Int32, limit: Int, drain: Int = 1 << 30) -> Content {
    var bytes: [UInt8] = []
    var isTooLarge = false
    var dropped = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .none }
      guard count > 0 else { return isTooLarge ? .tooLarge : .bytes(bytes) }
      if isTooLarge {
        dropped += count
        if dropped > drain { return .tooLarge }
        continue
      }
      bytes.append(contentsOf: buffer[..<count])
      if bytes.count > limit {
        if drain == 0 { return .tooLarge }
        isTooLarge = true
        bytes = []
      }
    }
  }
}
