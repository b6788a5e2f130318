internal import Glibc

/// Reads the small files of a repository's own folder, whatever stands in their place: a pipe would be waited
/// for, an endless device read for ever.
enum StoredFile {
  /// Far beyond what git writes: 4 GiB of packed refs are forty million.
  static let limit = 4 << 30

  /// The whole file, symbolic links followed; nil when there is none.
  static func bytes(at path: BytePath, limit: Int = limit) throws(GitError) -> [UInt8]? {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    let place = path.description
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw GitError(systemCode: errno, doing: "open", place: place)
    }
    defer { close(descriptor) }
    let size = try FileContent.size(ofFile: descriptor, place)
    return try FileContent.contents(descriptor, place, expected: size, maxSize: limit)
  }

  static func bytes(at path: String) throws(GitError) -> [UInt8]? { try bytes(at: BytePath(path)) }

  /// Its lines without their ends, the empty ones left out.
  static func lines(of path: BytePath) throws(GitError) -> [ArraySlice<UInt8>] {
    (try bytes(at: path) ?? []).split(separator: 0x0A)
  }

  static func lines(of path: String) throws(GitError) -> [ArraySlice<UInt8>] { try lines(of: BytePath(path)) }

  /// When the file was last written, seconds since 1970 as the index has them; 0 when nobody knows.
  static func modifiedSeconds(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt32(truncatingIfNeeded: status.st_mtim.tv_sec) : 0
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { exists(BytePath(path)) }

  static func exists(_ path: BytePath) -> Bool {
    var status = stat()
    return path.withCString { lstat($0, &status) } == 0
  }

  /// Without links and `..`; nil when nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// True for a name that leads to something that is neither a file nor a folder. A link that leads nowhere is
  /// no trap: opening it fails at once.
  static func isTrap(_ path: String) -> Bool { isTrap(BytePath(path)) }

  static func isTrap(_ path: BytePath) -> Bool {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR && kind != S_IFSOCK
  }
}
