internal import Glibc

/// The entries of an index file where they lie: a change of twenty files is found among a hundred thousand without
/// taking each into memory.
struct IndexTable: Sendable {
  let file: MappedFile
  /// Where each entry begins in the file.
  private var starts: [UInt32] = []
  /// Version 4 tells a path by what differs from the one before: the whole paths, side by side, and where each ends.
  private var paths: [UInt8] = []
  private var pathEnds: [Int] = []
  private let version: UInt32
  /// Behind the last entry.
  private(set) var end: Int

  private static let headSize = 62

  init(_ file: MappedFile) throws(GitError) {
    self.file = file
    let size = file.bytes.count
    guard size >= 12 + ObjectID.byteCount, file.word(at: 0) == 0x4449_5243 else {
      throw IndexTable.damaged(file, "is no index")
    }
    version = file.word(at: 4)
    end = 12
    guard (2...4).contains(version) else { throw damaged("has unknown version \(version)") }
    guard size <= UInt32.max else { throw damaged("is larger than 4 GiB") }
    let count = Int(file.word(at: 8))
    // An entry has 63 bytes at least: no memory for more than the file can hold.
    starts.reserveCapacity(Swift.min(count, size / 63))
    for _ in 0..<count { try find() }
  }

  /// Where the trailing checksum begins.
  var contentEnd: Int { file.bytes.count - ObjectID.byteCount }

  func damaged(_ what: String) -> GitError { IndexTable.damaged(file, what) }

  private static func damaged(_ file: MappedFile, _ what: String) -> GitError {
    GitError(.unreadableFile, "index \(what)", place: file.path)
  }

  /// Finds the entry that begins at `end`.
  private mutating func find() throws(GitError) {
    let start = end
    guard start + IndexTable.headSize + 2 <= contentEnd else { throw damaged("is cut off") }
    if isExtended(start), version < 3 { throw damaged("has flags of another version") }
    var name = start + headSize(start)
    guard version < 4 else {
      let kept = (pathEnds.last ?? 0) - (pathEnds.dropLast().last ?? 0)
      let cut = try readNumber(&name)
      guard cut <= kept else { throw damaged("has a broken path") }
      let before = paths.count
      // As an array: a slice would share the storage, and all of it would be copied.
      paths += Array(paths[(before - kept)..<(before - cut)])
      let zero = try pathEnd(from: name)
      paths += file.bytes[name..<zero]
      pathEnds.append(paths.count)
      end = zero + 1
      starts.append(UInt32(start))
      return
    }
    // The flags tell how long the path is, unless it is longer than they can tell.
    let length = Int(file.bytes[start + 60] & 0x0F) << 8 | Int(file.bytes[start + 61])
    var zero = name + length
    if length == 0xFFF || zero >= contentEnd || file.bytes[zero] != 0 { zero = try pathEnd(from: name) }
    end = start + (zero - start + 8) / 8 * 8
    guard end <= contentEnd else { throw damaged("is cut off") }
    starts.append(UInt32(start))
  }

  private func pathEnd(from name: Int) throws(GitError) -> Int {
    guard name < contentEnd, let base = file.bytes.baseAddress,
      let found = memchr(base + name, 0, contentEnd - name)
    else { throw damaged("has a path without end") }
    return UnsafeRawPointer(found) - base
  }

  private func isExtended(_ start: Int) -> Bool { file.bytes[start + 60] & 0x40 != 0 }

  private func headSize(_ start: Int) -> Int { IndexTable.headSize + (isExtended(start) ? 2 : 0) }

  /// The offset encoding of gitformat-pack.
  private func readNumber(_ position: inout Int) throws(GitError) -> Int {
    var value = 0
    while position < contentEnd, value < 1 << 40 {
      let byte = file.bytes[position]
      position += 1
      value = value << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return value }
      value += 1
    }
    throw damaged("has a broken path")
  }

  func withPath<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if version == 4 {
      let start = index == 0 ? 0 : pathEnds[index - 1]
      return paths.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<pathEnds[index]])) }
    }
    let start = Int(starts[index])
    let name = start + headSize(start)
    // `find` has seen the zero.
    let base = file.bytes.baseAddress.unsafelyUnwrapped + name
    return body(UnsafeRawBufferPointer(start: base, count: strlen(base.assumingMemoryBound(to: CChar.self))))
  }
}

extension IndexTable: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { starts.count }

  subscript(index: Int) -> IndexEntry {
    let start = Int(starts[index])
    let flags = file.bytes[start + 60]
    var status = IndexEntry.FileStatus(
      changedSeconds: file.word(at: start), modifiedSeconds: file.word(at: start + 8),
      modifiedNanoseconds: file.word(at: start + 12), size: file.word(at: start + 36),
      isIgnored: flags & 0x80 != 0)
    var isIntended = false
    if isExtended(start) {
      let more = file.bytes[start + IndexTable.headSize]
      if more & 0x40 != 0 { status.isIgnored = true }
      isIntended = more & 0x20 != 0
    }
    return IndexEntry(
      path: withPath(index) { BytePath($0) },
      // 62 bytes from `start` are there.
      id: ObjectID(file.bytes.baseAddress.unsafelyUnwrapped + start + 40), stage: Int(flags) >> 4 & 3,
      mode: file.word(at: start + 24), status: status, isIntended: isIntended)
  }
}
