internal import Glibc
internal import Synchronization

/// Folders that exist while something of them is in use. All go at the latest when the process is left.
package enum TemporaryFolders {
  private static let known = Mutex<Set<String>>([])

  /// A new folder that this user alone can read, with a trailing slash.
  static func make() throws(GitError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(parent)/leakage-XXXXXX".utf8CString)
    let isMade = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkdtemp($0) != nil } ?? false }
    guard isMade else { throw GitError(systemCode: errno, doing: "make a folder for", place: parent) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/"
    known.withLock { _ = $0.insert(path) }
    return path
  }

  /// Removes a folder that `make` gave.
  static func remove(_ path: String) {
    guard known.withLock({ $0.remove(path) }) != nil else { return }
    erase(path)
  }

  /// For a process that is left at once.
  package static func removeAll() {
    for path in known.withLock({ known in
      defer { known = [] }
      return known
    }) {
      erase(path)
    }
  }

  /// Children before parents; links are not followed. What cannot be removed stays.
  private static func erase(_ path: String) {
    do throws(GitError) {
      for entry in try FolderWalk.entries(of: BytePath(path), BytePath("")) {
        let child = path + entry.name.description
        if entry.kind == .folder { erase(child + "/") } else { unlink(child) }
      }
    } catch { return }
    rmdir(path)
  }
}
