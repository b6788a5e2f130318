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
  /// In the order of their paths.
  package private(set) var entries: [IndexEntry] = []
  /// Trees that the index already knows, by folder (without a slash at the end): what a commit would write there.
  package private(set) var knownTrees: [BytePath: ObjectID] = [:]
  /// When the index was written: a file that was changed in the same second or later may hide behind its status.
  let writtenSeconds: UInt32

  /// Nil where there is no index, as before the first `git add`.
  package init?(path: String) throws(GitError) {
    guard let bytes = try StoredFile.bytes(at: path) else { return nil }
    writtenSeconds = StoredFile.modifiedSeconds(path)
    var reader = IndexReader(bytes, path)
    let own = try reader.readEntries()
    let extensions = try IndexExtensions(&reader)
    entries = own
    knownTrees = extensions.knownTrees
    guard let link = extensions.link else { return }
    guard !link.base.isZero else { return }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let shared = folder + "sharedindex." + link.base.description
    guard let base = try StoredFile.bytes(at: shared) else {
      throw GitError(.unreadableFile, "shared part of the split index is missing", place: shared)
    }
    var baseReader = IndexReader(base, shared)
    entries = try link.merged(try baseReader.readEntries(), with: own, place: path)
  }
}

/// Walks over the bytes of an index.
struct IndexReader {
  private let bytes: [UInt8]
  private let path: String
  private(set) var position = 0
  private var version: UInt32 = 0

  init(_ bytes: [UInt8], _ path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// Where the trailing checksum begins.
  var end: Int { bytes.count - ObjectID.byteCount }

  func damaged(_ what: String) -> GitError { GitError(.unreadableFile, "index \(what)", place: path) }

  mutating func readEntries() throws(GitError) -> [IndexEntry] {
    guard bytes.count >= 12 + ObjectID.byteCount, word(0) == 0x4449_5243 else { throw damaged("is no index") }
    version = word(4)
    guard (2...4).contains(version) else { throw damaged("has unknown version \(version)") }
    let count = Int(word(8))
    position = 12
    var entries: [IndexEntry] = []
    // An entry has 63 bytes at least: no memory for more than the file can hold.
    entries.reserveCapacity(min(count, bytes.count / 63))
    var name: [UInt8] = []
    for _ in 0..<count { entries.append(try readEntry(&name)) }
    return entries
  }

  private mutating func readEntry(_ name: inout [UInt8]) throws(GitError) -> IndexEntry {
    let start = position
    guard start + 62 <= end else { throw damaged("is cut off") }
    let flags = Int(bytes[start + 60]) << 8 | Int(bytes[start + 61])
    position = start + 62
    var status = IndexEntry.FileStatus(
      changedSeconds: word(start), modifiedSeconds: word(start + 8), modifiedNanoseconds: word(start + 12),
      size: word(start + 36), isIgnored: flags & 0x8000 != 0)
    var isIntended = false
    if flags & 0x4000 != 0 {
      guard version >= 3, position + 2 <= end else { throw damaged("has flags of another version") }
      if bytes[position] & 0x40 != 0 { status.isIgnored = true }
      isIntended = bytes[position] & 0x20 != 0
      position += 2
    }
    try readName(&name, entryStart: start)
    let id = bytes.withUnsafeBytes { buffer in
      // 62 bytes from `start` are there.
      ObjectID(buffer.baseAddress.unsafelyUnwrapped + start + 40)
    }
    return IndexEntry(
      path: BytePath(name), id: id, stage: flags >> 12 & 3, mode: word(start + 24), status: status,
      isIntended: isIntended)
  }

  /// Up to a zero byte. Version 4 cuts bytes off the name before and adds some; the others pad to eight.
  private mutating func readName(_ name: inout [UInt8], entryStart: Int) throws(GitError) {
    if version == 4 {
      let cut = try readNumber()
      guard cut <= name.count else { throw damaged("has a broken path") }
      name.removeLast(cut)
    } else {
      name.removeAll(keepingCapacity: true)
    }
    guard let zero = bytes[position..<end].firstIndex(of: 0) else { throw damaged("has a path without end") }
    name += bytes[position..<zero]
    position = version == 4 ? zero + 1 : entryStart + (zero - entryStart + 8) / 8 * 8
    guard position <= end else { throw damaged("is cut off") }
  }

  /// The offset encoding of gitformat-pack.
  private mutating func readNumber() throws(GitError) -> Int {
    var value = 0
    while position < end, value < 1 << 40 {
      let byte = bytes[position]
      position += 1
      value = value << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return value }
      value += 1
    }
    throw damaged("has a broken path")
  }

  /// Big-endian; the caller has checked the bounds.
  private func word(_ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The next extension's name and content; nil at the end.
  mutating func nextExtension() throws(GitError) -> (name: [UInt8], content: ArraySlice<UInt8>)? {
    guard position + 8 <= end else { return nil }
    let size = Int(word(position + 4))
    let start = position + 8
    guard size <= end - start else { throw damaged("has an extension that is cut off") }
    defer { position = start + size }
    return (Array(bytes[position..<position + 4]), bytes[start..<start + size])
  }
}
