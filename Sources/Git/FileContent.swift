internal import Glibc

/// Reads files that may change or lie while they are read.
package enum FileContent {
  package enum Kind: Sendable { case file, symbolicLink, other }

  /// The bytes of a regular file, or the target of a symbolic link, which is never followed. Reading goes into
  /// memory: a mapping of a file that shrinks meanwhile would kill the process.
  package static func read(_ path: BytePath, maxSize: Int) throws(GitError) -> (kind: Kind, bytes: [UInt8]) {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else {
      throw GitError(listed: errno, doing: "read", place: path.description)
    }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: return (.symbolicLink, try linkTarget(path))
    case S_IFREG: break
    default: return (.other, [])
    }
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
    guard descriptor >= 0 else { throw GitError(listed: errno, doing: "open", place: path.description) }
    defer { close(descriptor) }
    // Asked again: another file may stand there by now.
    let size = try size(ofFile: descriptor, path.description)
    guard size <= maxSize else {
      throw GitError(.tooLarge, "over --max-size: \(size) bytes", place: path.description)
    }
    return (.file, try contents(descriptor, path.description, expected: size, maxSize: maxSize))
  }

  /// What somebody named on the command line: links are followed, a pipe (`<(git show)`, `/dev/stdin`) is read
  /// to its end, up to `maxSize` bytes.
  package static func readNamed(_ path: String, maxSize: Int) throws(GitError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw GitError(systemCode: errno, doing: "open", place: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw GitError(systemCode: errno, doing: "read", place: path)
    }
    let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 1 << 16
    guard size <= maxSize || status.st_mode & S_IFMT != S_IFREG else {
      throw GitError(.tooLarge, "over --max-size: \(size) bytes", place: path)
    }
    return try contents(descriptor, path, expected: size, maxSize: maxSize)
  }

  /// All of a stream, up to `maxSize` bytes.
  package static func readStandardInput(maxSize: Int) throws(GitError) -> [UInt8] {
    try contents(STDIN_FILENO, "standard input", expected: 1 << 16, maxSize: maxSize)
  }

  /// Size of an open file; refuses what is no regular file.
  static func size(ofFile descriptor: Int32, _ path: String) throws(GitError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw GitError(systemCode: errno, doing: "read the size of", place: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw GitError(.unreadableFile, "is not a file", place: path)
    }
    return Int(status.st_size)
  }

  static func contents(
    _ descriptor: Int32, _ path: String, expected: Int, maxSize: Int
  ) throws(GitError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(min(expected, maxSize) + 1, 4096))
    var count = 0
    while true {
      if count == bytes.count {
        guard count <= maxSize else { throw GitError(.tooLarge, "over --max-size", place: path) }
        bytes.append(contentsOf: [UInt8](repeating: 0, count: count))
      }
      let received = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
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

  private static func linkTarget(_ path: BytePath) throws(GitError) -> [UInt8] {
    var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = path.withCString { readlink($0, &characters, Int(PATH_MAX)) }
    guard count >= 0 else { throw GitError(systemCode: errno, doing: "read link", place: path.description) }
    return characters.prefix(count).map { UInt8(bitPattern: $0) }
  }
}
