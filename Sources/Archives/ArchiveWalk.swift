internal import Glibc

/// Everything that is in a file that is an archive, and in the archives in that.
package struct ArchiveWalk {
  private let visitor: any ArchiveVisitor
  private let budget: ArchiveBudget
  private var limits: ArchiveLimits { budget.limits }

  /// - Parameter names: what the file itself is called, before whose entries' names these stand.
  /// - Returns: false where the archive could not be read to its end; the visitor was told why.
  package static func walk(
    descriptor: Int32, names: [[UInt8]], limits: ArchiveLimits = ArchiveLimits(),
    for visitor: any ArchiveVisitor,
    isCancelled: @escaping () -> Bool = { false }
  ) -> Bool {
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let budget = ArchiveBudget(
      limits, size: isFile ? Int64(status.st_size) : nil, isCancelled: isCancelled)
    let walk = ArchiveWalk(visitor: visitor, budget: budget)
    return ArchiveLocale.with {
      walk.attempt(names) { () throws(ArchiveFailure) in
        try ArchiveReader(descriptor: descriptor, isFile: isFile, budget)
      }
    }
  }

  /// As above, of bytes that are in memory.
  package static func walk(
    _ bytes: UnsafeRawBufferPointer, names: [[UInt8]], limits: ArchiveLimits = ArchiveLimits(),
    for visitor: any ArchiveVisitor, isCancelled: @escaping () -> Bool = { false }
  ) -> Bool {
    let budget = ArchiveBudget(limits, size: Int64(bytes.count), isCancelled: isCancelled)
    let walk = ArchiveWalk(visitor: visitor, budget: budget)
    return ArchiveLocale.with {
      walk.attempt(names) { () throws(ArchiveFailure) in try ArchiveReader(bytes, budget) }
    }
  }

  /// The outermost archive: all that goes wrong is told to the visitor.
  private func attempt(_ names: [[UInt8]], _ open: () throws(ArchiveFailure) -> ArchiveReader) -> Bool {
    do throws(ArchiveFailure) {
      return try nested(names, depth: 0, open)
    } catch {
      if error.code != .cancelled { visitor.note(ArchiveProblem(failure: error, names: names)) }
      return false
    }
  }

  /// False where the archive is damaged; throws only what ends the whole walk.
  private func nested(
    _ names: [[UInt8]], depth: Int, _ open: () throws(ArchiveFailure) -> ArchiveReader
  ) throws(ArchiveFailure) -> Bool {
    guard depth < limits.depth else {
      let failure = ArchiveFailure(.tooDeep, "is an archive inside of \(depth) others: it was not opened")
      visitor.note(ArchiveProblem(failure: failure, names: names))
      return false
    }
    do throws(ArchiveFailure) {
      return try entries(of: try open(), in: names, depth)
    } catch {
      if error.stopsAll { throw error }
      visitor.note(ArchiveProblem(failure: error, names: names))
      return false
    }
  }

  private func entries(of reader: ArchiveReader, in names: [[UInt8]], _ depth: Int) throws(ArchiveFailure)
    -> Bool
  {
    var isWhole = true
    while true {
      do throws(ArchiveFailure) {
        guard let header = try reader.next() else { return isWhole }
        let name = header.isStream ? ArchiveEntry.expandedName(of: names.last ?? []) : header.name
        let entry = ArchiveEntry(
          names: names + [name], kind: header.kind, size: header.size, modified: header.modified,
          target: header.target)
        guard header.kind == .file else {
          visitor.list(entry)
          continue
        }
        do throws(ArchiveFailure) {
          guard !header.isEncrypted else { throw ArchiveFailure(.encrypted, "is encrypted", isPassing: true) }
          try read(entry, reader, depth)
        } catch {
          guard error.isPassing else { throw error }
          visitor.note(ArchiveProblem(failure: error, names: entry.names))
          isWhole = false
        }
      } catch {
        // What skipping an entry failed with says nothing of the next.
        guard error.isPassing else { throw error }
        isWhole = false
      }
    }
  }

  private func read(_ entry: ArchiveEntry, _ reader: ArchiveReader, _ depth: Int) throws(ArchiveFailure) {
    switch visitor.interest(in: entry) {
    case .pass: break
    case .asItIs(let limit): try content(of: entry, reader, limit: limit, opensNested: nil)
    case .search: try content(of: entry, reader, limit: limits.entrySize, opensNested: depth)
    case .open(let other):
      let walk = ArchiveWalk(visitor: other, budget: budget)
      let start = try walk.start(of: reader)
      guard ArchiveKind(start.bytes) != nil || start.bytes.allSatisfy({ $0 == 0 }) else {
        let alone = ArchiveEntry(
          names: [entry.name], kind: .file, size: entry.size, modified: entry.modified, target: nil)
        return try walk.content(
          of: alone, reader, limit: limits.entrySize, opensNested: nil, startingWith: start)
      }
      let feed = ArchiveFeed(start.bytes, then: reader)
      if let broken = start.broken { throw broken }
      _ = try walk.nested([], depth: depth) { () throws(ArchiveFailure) in try ArchiveReader(feed, budget) }
    }
  }

  /// What was read of a file, and what ended the reading where that was not the file's end.
  private struct Start {
    var bytes: [UInt8] = []
    var broken: ArchiveFailure?

    /// Reads on to more than `limit` bytes.
    mutating func read(_ reader: ArchiveReader, to limit: Int) throws(ArchiveFailure) {
      guard broken == nil else { return }
      do throws(ArchiveFailure) {
        while bytes.count <= limit, let block = try reader.nextBlock() { bytes += block }
      } catch {
        if error.stopsAll { throw error }
        broken = error
      }
    }
  }

  /// Enough to tell what it is.
  private func start(of reader: ArchiveReader) throws(ArchiveFailure) -> Start {
    var start = Start()
    try start.read(reader, to: ArchiveKind.sampleSize)
    return start
  }

  /// Reads it into memory, and visits or opens it. What does not fit is opened as it comes, or left.
  private func content(
    of entry: ArchiveEntry, _ reader: ArchiveReader, limit: Int, opensNested depth: Int?,
    startingWith first: Start? = nil
  ) throws(ArchiveFailure) {
    var start = first ?? Start()
    if first == nil { start = try self.start(of: reader) }
    let isArchive = depth != nil && ArchiveKind(start.bytes) != nil
    if let size = entry.size, size <= Int64(limit) { start.bytes.reserveCapacity(min(Int(size), 1 << 26)) }
    // Whatever size its header claims: that may be there to have it passed over.
    try start.read(reader, to: limit)
    if start.bytes.count > limit {
      guard isArchive, let depth else { return leave(entry, max(entry.size ?? 0, Int64(start.bytes.count))) }
      let feed = ArchiveFeed(start.bytes, then: reader)
      start.bytes = []
      _ = try nested(entry.names, depth: depth + 1) { () throws(ArchiveFailure) in
        try ArchiveReader(feed, budget)
      }
      return
    }
    try deliver(entry, start.bytes, isArchive ? depth : nil)
    if let broken = start.broken { throw broken }
  }

  private func deliver(_ entry: ArchiveEntry, _ bytes: [UInt8], _ depth: Int?) throws(ArchiveFailure) {
    // What cannot be opened is searched as it lies.
    if let depth, try open(bytes, entry.names, depth + 1) { return }
    bytes.withUnsafeBytes { visitor.visit(entry, $0) }
  }

  private func open(_ bytes: [UInt8], _ names: [[UInt8]], _ depth: Int) throws(ArchiveFailure) -> Bool {
    // The closure's error type is lost on the way through `withUnsafeBytes`.
    let result: Result<Bool, ArchiveFailure> = bytes.withUnsafeBytes { bytes in
      do throws(ArchiveFailure) {
        return .success(
          try nested(names, depth: depth) { () throws(ArchiveFailure) in try ArchiveReader(bytes, budget) })
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func leave(_ entry: ArchiveEntry, _ size: Int64) {
    let failure = ArchiveFailure(.tooLarge, "over --max-size: \(size) bytes")
    visitor.note(ArchiveProblem(failure: failure, names: entry.names))
  }
}
