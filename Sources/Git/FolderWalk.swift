internal import Glibc

/// The files below a folder.
package enum FolderWalk {
  package struct Result: Sendable {
    /// Paths relative to the folder, sorted; symbolic links among them, which are not followed.
    package var files: [BytePath] = []
    /// Folders (relative) that are git repositories of their own.
    package var repositories: [BytePath] = []
    package var problems: [GitError] = []
  }

  struct Entry {
    enum Kind { case folder, file, other }
    let name: BytePath
    let kind: Kind
    /// A symbolic link, or what the system does not tell apart from one.
    let isLink: Bool
  }

  /// Lists without entering `.git`. Stops when `isCancelled` says so.
  package static func list(_ folder: BytePath, isCancelled: () -> Bool = { false }) -> Result {
    var result = Result()
    var pending = [BytePath("")]
    while let relative = pending.popLast(), !isCancelled() {
      do throws(GitError) {
        for entry in try entries(of: folder, relative) {
          if entry.name.bytes == gitName {
            result.repositories.append(relative)
            continue
          }
          let path = relative.appending(entry.name)
          switch entry.kind {
          case .folder: pending.append(path)
          // What is no file is left for the reader to say.
          case .file, .other: result.files.append(path)
          }
        }
      } catch { if error.code != .vanished { result.problems.append(error) } }
    }
    result.files.sort()
    result.repositories.sort()
    return result
  }

  static let gitName = Array(".git".utf8)

  /// What `folder/relative` holds, in the order the system gives it.
  static func entries(of folder: BytePath, _ relative: BytePath) throws(GitError) -> [Entry] {
    let path = folder.appending(relative)
    guard let stream = path.withCString({ opendir($0) }) else {
      let place = relative.isEmpty ? folder : relative
      if !relative.isEmpty { throw GitError(listed: errno, doing: "list", place: place.description) }
      throw GitError(systemCode: errno, doing: "list", place: place.description)
    }
    defer { closedir(stream) }
    var result: [Entry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { BytePath($0) }
      }
      if name.bytes == [0x2E] || name.bytes == [0x2E, 0x2E] { continue }
      let type = entry.pointee.d_type
      result.append(
        Entry(name: name, kind: kind(type, path.appending(name)), isLink: type != UInt8(DT_REG)))
      errno = 0
    }
    guard errno == 0 else { throw GitError(systemCode: errno, doing: "list", place: path.description) }
    return result
  }

  private static func kind(_ type: UInt8, _ path: BytePath) -> Entry.Kind {
    switch Int(type) {
    case Int(DT_DIR): return .folder
    case Int(DT_REG), Int(DT_LNK): return .file
    case Int(DT_UNKNOWN): break
    default: return .other
    }
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { return .file }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG, S_IFLNK: return .file
    default: return .other
    }
  }
}
