#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How large the mirrors are, and when each was last used: read from the records, and read again after a minute, as other
/// processes use the cache as well.
actor MirrorIndex {
  private struct Entry {
    var bytes: Int
    /// Seconds, and their fractions in billionths.
    var used: (Int, Int)
  }

  private let folders: MirrorFolders
  private let limit: Int
  private var entries: [String: Entry] = [:]
  private var read: ContinuousClock.Instant?

  init(_ folders: MirrorFolders, limit: Int) {
    self.folders = folders
    self.limit = limit
  }

  /// Deletes what was used longest ago and is held by nobody until `expected` more bytes fit. What is held stays, and so
  /// does `kept`: a single repository may be larger than the limit. Returns the names that went.
  @discardableResult
  func makeRoom(for expected: Int, keeping kept: String) throws(MirrorError) -> [String] {
    refresh()
    var gone: [String] = []
    guard total + expected > limit else { return gone }
    read = nil
    refresh()
    let order = entries.sorted { $0.value.used < $1.value.used }.map(\.key)
    for name in order where name != kept && total + expected > limit {
      // Held by somebody, also by another task of this process.
      guard let lock = try MirrorLock(path: folders.lock(name)) else { continue }
      try folders.remove(name)
      lock.write(MirrorRecord(bytes: 0, address: "-").text)
      entries[name] = nil
      gone.append(name)
    }
    return gone
  }

  func note(_ name: String, bytes: Int) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    entries[name] = Entry(bytes: bytes, used: (now.tv_sec, now.tv_nsec))
  }

  /// Bytes of all mirrors, as far as it is known.
  var total: Int { entries.values.reduce(0) { $0 + $1.bytes } }

  private func refresh() {
    let now = ContinuousClock.now
    if let read, now - read < .seconds(60) { return }
    read = now
    entries = [:]
    for name in folders.names {
      var status = stat()
      let isKnown = stat(folders.lock(name), &status) == 0
      let record = isKnown ? MirrorRecord(contentsOf: folders.lock(name)) : nil
      let isWhole = DiskUsage.exists(folders.mirror(name))
      // Half-made ones, and those that a crash left without a record.
      let bytes = isWhole ? record?.bytes : nil
      entries[name] = Entry(
        bytes: bytes
          ?? [folders.mirror(name), folders.making(name), folders.going(name)].reduce(0) {
            $0 + DiskUsage.bytes(of: $1)
          },
        used: isKnown ? MirrorIndex.modified(status) : (0, 0))
    }
  }

  private static func modified(_ status: stat) -> (Int, Int) {
    #if canImport(Darwin)
      (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #endif
  }
}

extension MirrorRecord {
  /// Nil for a file without a record.
  init?(contentsOf path: String) {
    let end = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard end >= 0 else { return nil }
    defer { close(end) }
    var buffer = [UInt8](repeating: 0, count: 8192)
    let count = read(end, &buffer, buffer.count)
    guard count > 0 else { return nil }
    self.init(String(decoding: buffer[..<count], as: UTF8.self))
  }
}
