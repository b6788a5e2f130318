internal import Glibc

/// What of a work tree its index does not know: changed files and untracked ones that are not ignored.
///
/// Not libgit2's status: that cannot read split and sparse indexes (1.5), waits for pipes in the place of a
/// `.gitignore`, and asks a damaged object store for attributes.
package struct WorkTreeStatus {
  package struct Result: Sendable {
    /// Paths relative to the work tree, sorted. Deleted files are left out.
    package var changed: [BytePath] = []
    /// Untracked folders that are repositories of their own.
    package var nested: [BytePath] = []
    package var problems: [GitError] = []
  }

  private let root: BytePath
  private let entries: [IndexEntry]
  private let writtenSeconds: UInt32
  private let ignoreRules: IgnoreRules
  private let maxSize: Int

  /// Files over `maxSize` bytes whose status differs count as changed without being read.
  init(workTree: String, index: IndexFile?, ignoreRules: IgnoreRules, maxSize: Int) {
    root = BytePath(workTree)
    entries = index?.entries ?? []
    writtenSeconds = index?.writtenSeconds ?? 0
    self.ignoreRules = ignoreRules
    self.maxSize = maxSize
  }

  private struct Folder {
    let path: BytePath
    /// False where it lies below an ignore file that is a trap: nothing is ignored then.
    let hasReadableRules: Bool
  }

  func run(isCancelled: () -> Bool) -> Result {
    var result = Result()
    var pending = [Folder(path: BytePath(""), hasReadableRules: true)]
    while let folder = pending.popLast(), !isCancelled() {
      do throws(GitError) {
        let names = try FolderWalk.entries(of: root, folder.path)
        let rules = names.first { $0.name.bytes == IgnoreRules.fileName }
        let isReadable = folder.hasReadableRules && (rules.map { !isTrap($0, in: folder.path) } ?? true)
        for name in names where name.name.bytes != FolderWalk.gitName {
          look(at: name, in: Folder(path: folder.path, hasReadableRules: isReadable), &result, &pending)
        }
      } catch { if error.code != .vanished { result.problems.append(error) } }
    }
    result.changed.sort()
    result.nested.sort()
    return result
  }

  private func isTrap(_ entry: FolderWalk.Entry, in folder: BytePath) -> Bool {
    let path = entry.name.below(folder).below(root)
    return entry.kind == .other || (entry.isLink && StoredFile.isTrap(path))
  }

  private func look(
    at entry: FolderWalk.Entry, in folder: Folder, _ result: inout Result, _ pending: inout [Folder]
  ) {
    let path = folder.path.appending(entry.name)
    switch entry.kind {
    case .other: return
    case .folder:
      if isSubmodule(path) { return }
      guard !isTracked(folder: path) else {
        pending.append(Folder(path: path, hasReadableRules: folder.hasReadableRules))
        return
      }
      if isIgnored(path, isFolder: true, folder) { return }
      if StoredFile.exists(BytePath(FolderWalk.gitName).below(path).below(root)) {
        result.nested.append(path)
      } else {
        pending.append(Folder(path: path, hasReadableRules: folder.hasReadableRules))
      }
    case .file:
      let range = entryRange(path)
      guard !range.isEmpty else {
        if !isIgnored(path, isFolder: false, folder) { result.changed.append(path) }
        return
      }
      if isChanged(path, entries[range]) { result.changed.append(path) }
    }
  }

  private func isIgnored(_ path: BytePath, isFolder: Bool, _ folder: Folder) -> Bool {
    folder.hasReadableRules && ignoreRules.ignore(path, isFolder: isFolder)
  }

  // MARK: What the index knows

  /// The entries of one path: one, or up to three in a conflict.
  private func entryRange(_ path: BytePath) -> Range<Int> {
    let start = lowerBound(path)
    var end = start
    while end < entries.count, entries[end].path == path { end += 1 }
    return start..<end
  }

  private func isSubmodule(_ path: BytePath) -> Bool { entries[entryRange(path)].contains { $0.isSubmodule } }

  /// True when the index has anything below the folder.
  private func isTracked(folder: BytePath) -> Bool {
    let prefix = folder.bytes + [0x2F]
    let first = lowerBound(BytePath(prefix))
    return first < entries.count && entries[first].path.bytes.starts(with: prefix)
  }

  private func lowerBound(_ path: BytePath) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Comparing

  /// As git decides it: by the file's status, and where that differs or is too young to be trusted by its content.
  private func isChanged(_ path: BytePath, _ known: ArraySlice<IndexEntry>) -> Bool {
    guard let entry = known.first, known.count == 1, entry.stage == 0, !entry.isIntended, entry.isBlob else {
      return true
    }
    if entry.status.isIgnored { return false }
    var status = stat()
    let full = path.below(root)
    guard full.withCString({ lstat($0, &status) }) == 0 else { return true }
    guard status.st_mode & S_IFMT == entry.mode & S_IFMT else { return true }
    if isUnchanged(entry.status, status) { return false }
    guard Int(status.st_size) <= maxSize else { return true }
    do throws(GitError) {
      return !IndexedContent.isSame(try FileContent.read(full, maxSize: maxSize).bytes, as: entry.id)
    } catch {
      // Whoever reads it will say why it cannot be read.
      return true
    }
  }

  private func isUnchanged(_ known: IndexEntry.FileStatus, _ now: stat) -> Bool {
    let modified = UInt32(truncatingIfNeeded: now.st_mtim.tv_sec)
    let nanoseconds = UInt32(truncatingIfNeeded: now.st_mtim.tv_nsec)
    return known.modifiedSeconds == modified
      && (known.modifiedNanoseconds == nanoseconds || known.modifiedNanoseconds == 0)
      && known.changedSeconds == UInt32(truncatingIfNeeded: now.st_ctim.tv_sec)
      && known.size == UInt32(truncatingIfNeeded: now.st_size) && known.modifiedSeconds < writtenSeconds
  }
}

/// Whether a file has the content that an entry names.
private enum IndexedContent {
  static func isSame(_ bytes: [UInt8], as id: ObjectID) -> Bool {
    if bytes.withUnsafeBytes({ ObjectReader.hash(.blob, $0) }) == id { return true }
    // With `core.autocrlf` a work tree has line ends that the object has not.
    guard bytes.contains(0x0D) else { return false }
    var converted: [UInt8] = []
    converted.reserveCapacity(bytes.count)
    for (place, byte) in bytes.enumerated() {
      let isBeforeLineEnd = place + 1 < bytes.count && bytes[place + 1] == 0x0A
      if byte != 0x0D || !isBeforeLineEnd { converted.append(byte) }
    }
    return converted.withUnsafeBytes { ObjectReader.hash(.blob, $0) } == id
  }
}
