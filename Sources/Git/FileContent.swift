internal import Glibc

/// Reads files that may change or lie while they are read.
package enum FileContent {
  package enum Kind: Sendable { case file, symbolicLink, other }

  /// The bytes of a regular file, or the target of a symbolic link, which is never followed. Reading goes into
  /// memory: a mapping of a file that shrinks meanwhile would kill the process.
  package static func read(_ path: String, maxSize: Int) throws(GitError) -> (kind: Kind, bytes: [UInt8]) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw GitError(systemCode: errno, doing: "read", place: path) }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: return (.symbolicLink, try linkTarget(path))
    case S_IFREG: break
    default: return (.other, [])
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw GitError(systemCode: errno, doing: "open", place: path) }
    defer { close(descriptor) }
    guard status.st_size <= maxSize else {
      throw GitError(.tooLarge, "over --max-size: \(status.st_size) bytes", place: path)
    }
    return (.file, try contents(descriptor, path, expected: Int(status.st_size), maxSize: maxSize))
  }

  /// All of a stream, up to `maxSize` bytes.
  package static func readStandardInput(maxSize: Int) throws(GitError) -> [UInt8] {
    try contents(STDIN_FILENO, "standard input", expected: 1 << 16, maxSize: maxSize)
  }

  private static func contents(
    _ descriptor: Int32, _ path: String, expected: Int, maxSize: Int
  ) throws(GitError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(expected + 1, 4096))
    var count = 0
    while true {
      if count == bytes.count {
        guard count <= maxSize else { throw GitError(.tooLarge, "over --max-size", place: path) }
        bytes.append(contentsOf: [UInt8](repeating: 0, count: count))
      }
      let received = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count) }
      if received < 0 {
        if errno == EINTR { continue }
        throw GitError(systemCode: errno, doing: "read", place: path)
      }
      if received == 0 { break }
      count += received
    }
    guard count <= maxSize else { throw GitError(.tooLarge, "over --max-size", place: path) }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private static func linkTarget(_ path: String) throws(GitError) -> [UInt8] {
    var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &characters, characters.count)
    guard count >= 0 else { throw GitError(systemCode: errno, doing: "read link", place: path) }
    return characters.prefix(count).map { UInt8(bitPattern: $0) }
  }
}
