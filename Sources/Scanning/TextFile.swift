#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The system's `write`, which the method of that name would hide.
private let output: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { write($0, $1, $2) }

/// Small files that a scan reads and writes itself.
enum TextFile {
  /// The whole file; nil when there is none at `path`. A name that leads to something else than a file, such
  /// as a pipe that never ends, is refused, and so is a file over `limit` bytes.
  static func bytes(at path: String, limit: Int) throws(SettingsError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SettingsError(.unreadable, "cannot be read: \(reason(errno))", place: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SettingsError(.unreadable, "is not a file", place: path)
    }
    guard status.st_size <= limit else {
      throw SettingsError(.unreadable, "is larger than \(limit) bytes", place: path)
    }
    return try contents(of: descriptor, path: path, limit: limit)
  }

  private static func contents(
    of descriptor: Int32, path: String, limit: Int
  ) throws(SettingsError) -> [UInt8] {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while result.count <= limit {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return result }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw SettingsError(.unreadable, "cannot be read: \(reason(errno))", place: path)
      }
      result.append(contentsOf: chunk[..<count])
    }
    throw SettingsError(.unreadable, "is larger than \(limit) bytes", place: path)
  }

  /// The file as text; nil when there is none. Invalid UTF-8 is refused rather than guessed at.
  static func text(at path: String, limit: Int) throws(SettingsError) -> String? {
    guard let bytes = try bytes(at: path, limit: limit) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsError(.unreadable, "is not UTF-8", place: path)
    }
    return text
  }

  /// Replaces the file as a whole: a reader sees the old bytes or the new ones.
  static func write(_ bytes: [UInt8], to path: String) throws(SettingsError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw SettingsError(.unreadable, "cannot be written: \(reason(errno))", place: path)
    }
    let isWritten = writeAll(bytes, to: descriptor)
    let failure = errno
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed, rename(temporary, path) == 0 else {
      let code = isWritten ? errno : failure
      unlink(temporary)
      throw SettingsError(.unreadable, "cannot be written: \(reason(code))", place: path)
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { output(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return fsync(descriptor) == 0
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
