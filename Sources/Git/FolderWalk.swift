internal import Glibc

/// The files below a folder.
package enum FolderWalk {
  package struct Result: Sendable {
    /// Paths relative to the folder, sorted; symbolic links among them, which are not followed.
    package var files: [String] = []
    /// Folders (relative) that are git repositories of their own.
    package var repositories: [String] = []
    package var problems: [GitError] = []
  }

  /// Lists without entering `.git`. Stops when `isCancelled` says so.
  package static func list(_ folder: String, isCancelled: () -> Bool = { false }) -> Result {
    var result = Result()
    var pending = [""]
    while let relative = pending.popLast(), !isCancelled() {
      guard let stream = opendir(relative.isEmpty ? folder : folder + "/" + relative) else {
        result.problems.append(
          GitError(systemCode: errno, doing: "list", place: relative.isEmpty ? folder : relative))
        continue
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let path = relative.isEmpty ? name : relative + "/" + name
        if name == ".git" {
          result.repositories.append(relative)
          continue
        }
        if isFolder(entry.pointee.d_type, folder + "/" + path) { pending.append(path) } else { result.files.append(path) }
      }
    }
    result.files.sort()
    result.repositories.sort()
    return result
  }

  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    if type != UInt8(DT_UNKNOWN) { return type == UInt8(DT_DIR) }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
