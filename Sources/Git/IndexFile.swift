internal import Glibc

/// A path of the index.
package struct IndexEntry: Sendable, Hashable {
  /// Raw bytes, `/` between the parts; a folder that a sparse index keeps as one entry ends with `/`.
  package var path: BytePath
  package let id: ObjectID
  /// 0, or 1 to 3 in a conflict.
  package let stage: Int
  package let mode: UInt32
  /// What the file was when git last looked at it.
  let status: FileStatus
  /// `git add --intent-to-add`: a name without content as yet.
  package let isIntended: Bool

  /// A file or a symbolic link.
  package var isBlob: Bool { mode & 0o170000 == 0o100000 || mode & 0o170000 == 0o120000 }
  package var isSubmodule: Bool { mode & 0o170000 == 0o160000 }
  package var isFolder: Bool { mode & 0o170000 == 0o040000 }

  /// Its file is not in the work tree by agreement: a sparse checkout, whose blobs a partial clone may lack.
  package var isLeftOut: Bool { status.isIgnored }

  struct FileStatus: Sendable, Hashable {
    var changedSeconds: UInt32 = 0
    var modifiedSeconds: UInt32 = 0
    var modifiedNanoseconds: UInt32 = 0
    var size: UInt32 = 0
    /// "Assume unchanged" or "skip work tree": git does not look at the file.
    var isIgnored = false
  }
}

/// Reads git's index, versions 2 to 4, split and sparse ones among them, which libgit2 1.5 refuses
/// (git's Documentation/gitformat-index).
package struct IndexFile: Sendable {
  private let rows: Rows
  /// Trees that the index already knows, by folder (without a slash at the end): what a commit would write there.
  let knownTrees: [BytePath: KnownTree]
  /// When the index was written: a file that was changed in the same second or later may hide behind its status.
  let writtenSeconds: UInt32

  private enum Rows: Sendable {
    case table(IndexTable)
    /// A split index, joined.
    case list([IndexEntry])
  }

  struct KnownTree: Sendable {
    let id: ObjectID
    /// Of the entries below the folder.
    let count: Int
  }

  /// Nil where there is no index, as before the first `git add`.
  package init?(path: String) throws(GitError) {
    guard let file = try MappedFile.ifPresent(path: path) else { return nil }
    writtenSeconds = StoredFile.modifiedSeconds(path)
    let own = try IndexTable(file)
    let extensions = try IndexExtensions(own)
    knownTrees = extensions.knownTrees
    guard let link = extensions.link, !link.base.isZero else {
      rows = .table(own)
      return
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let shared = folder + "sharedindex." + link.base.description
    guard let base = try MappedFile.ifPresent(path: shared) else {
      throw GitError(.unreadableFile, "shared part of the split index is missing", place: shared)
    }
    rows = .list(try link.merged(Array(try IndexTable(base)), with: Array(own), place: path))
  }

  /// In the order of their paths; read anew at each call.
  package var entries: [IndexEntry] {
    switch rows {
    case .table(let table): Array(table)
    case .list(let entries): entries
    }
  }

  var count: Int {
    switch rows {
    case .table(let table): table.count
    case .list(let entries): entries.count
    }
  }

  func entry(_ index: Int) -> IndexEntry {
    switch rows {
    case .table(let table): table[index]
    case .list(let entries): entries[index]
    }
  }

  /// The entry's path in comparison with another: below zero, zero or above it, as `memcmp` has it.
  func compare(_ index: Int, with path: BytePath) -> Int {
    switch rows {
    case .table(let table):
      table.withPath(index) { left in path.bytes.withUnsafeBytes { IndexFile.compare(left, $0) } }
    case .list(let entries):
      entries[index].path.bytes.withUnsafeBytes { left in
        path.bytes.withUnsafeBytes { IndexFile.compare(left, $0) }
      }
    }
  }

  /// True where the entry's path begins with `prefix`.
  func isBelow(_ index: Int, _ prefix: BytePath) -> Bool {
    switch rows {
    case .table(let table):
      table.withPath(index) { path in
        prefix.bytes.withUnsafeBytes { prefix in
          path.count >= prefix.count
            && IndexFile.compare(UnsafeRawBufferPointer(rebasing: path[..<prefix.count]), prefix) == 0
        }
      }
    case .list(let entries): entries[index].path.bytes.starts(with: prefix.bytes)
    }
  }

  /// Byte by byte, a shorter path before those that begin with it.
  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let common = min(left.count, right.count)
    // Neither is empty where something is compared.
    let order =
      common == 0
      ? 0 : Int(memcmp(left.baseAddress.unsafelyUnwrapped, right.baseAddress.unsafelyUnwrapped, common))
    return order == 0 ? left.count - right.count : order
  }
}
