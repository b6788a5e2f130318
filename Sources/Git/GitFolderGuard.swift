/// Looks for traps before libgit2 does: it opens whatever lies in a repository's folder, and a pipe there would
/// be waited for without end.
struct GitFolderGuard {
  /// Folders whose names are looked at; objects and reflogs are read by our own readers.
  private static let folders = ["", "info", "refs", "objects/info"]

  /// Throws where a pipe or a device stands in place of a file that is read when a repository is opened.
  /// `path` lies in the repository or is it; `searchesParents` as for opening.
  static func check(path: String, searchesParents: Bool) throws(GitError) {
    guard var folder = StoredFile.realPath(path) else { return }
    if !StoredFile.isFolder(folder) { folder = parent(folder) }
    while true {
      for candidate in [folder == "/" ? "/.git" : folder + "/.git", folder] {
        if try isRepository(candidate) { return }
      }
      guard searchesParents, folder != "/" else { return }
      folder = parent(folder)
    }
  }

  private static func trap(_ path: String) -> GitError {
    GitError(.trap, "\(path) is a pipe or a device", place: path)
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// Looks at a folder that may be a repository, and tells whether it is.
  private static func isRepository(_ candidate: String) throws(GitError) -> Bool {
    if StoredFile.isFolder(candidate) {
      guard StoredFile.isFolder(candidate + "/objects") || StoredFile.exists(candidate + "/commondir") else {
        return false
      }
      try check(gitFolder: candidate)
      return true
    }
    guard candidate.hasSuffix("/.git"), StoredFile.exists(candidate) else { return false }
    if let target = try link(in: candidate, after: "gitdir:") { try check(gitFolder: target) }
    return true
  }

  private static func check(gitFolder: String) throws(GitError) {
    try checkFiles(of: gitFolder)
    if let common = try link(in: gitFolder + "/commondir", after: "") {
      try checkFiles(of: common.hasPrefix("/") ? common : gitFolder + "/" + common)
    }
  }

  private static func checkFiles(of folder: String) throws(GitError) {
    for part in folders {
      let path = part.isEmpty ? folder : folder + "/" + part
      guard StoredFile.isFolder(path) else { continue }
      for name in try names(in: BytePath(path), isTree: part == "refs") {
        let file = name.below(BytePath(path)).description
        if StoredFile.isTrap(file) { throw trap(file) }
      }
    }
    for name in ["config", "config.worktree"] { try checkPaths(in: folder + "/" + name, folder) }
  }

  /// Names that may be traps: what the listing calls a plain file or folder is none, unless it is a link.
  private static func names(in folder: BytePath, isTree: Bool) throws(GitError) -> [BytePath] {
    var result: [BytePath] = []
    var pending = [BytePath("")]
    while let relative = pending.popLast() {
      for entry in try FolderWalk.entries(of: folder, relative) where entry.kind != .file || entry.isLink {
        let path = relative.appending(entry.name)
        if entry.kind == .folder { if isTree { pending.append(path) } } else { result.append(path) }
      }
    }
    return result
  }

  /// A configuration may name other files: includes, ignore rules. Any value that leads to a trap is refused.
  private static func checkPaths(in file: String, _ folder: String) throws(GitError) {
    for line in try StoredFile.lines(of: file) {
      guard let sign = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = BytePath.text(
        line[(sign + 1)...].filter { $0 != UInt8(ascii: "\"") }.drop { $0 == 0x20 || $0 == 0x09 })
      let path = value.hasPrefix("/") ? value : folder + "/" + value
      if !value.isEmpty, StoredFile.isTrap(path) { throw trap(path) }
    }
  }

  /// The path that a file of one line holds; nil when there is none.
  private static func link(in file: String, after word: String) throws(GitError) -> String? {
    guard let line = try StoredFile.lines(of: file).first, line.starts(with: Array(word.utf8)) else {
      return nil
    }
    let text = line.dropFirst(word.utf8.count).drop { $0 == 0x20 }
    let path = BytePath.text(text.last == 0x0D ? text.dropLast() : text)
    if path.hasPrefix("/") || word.isEmpty { return path }
    return file.dropLast(4) + path
  }
}
