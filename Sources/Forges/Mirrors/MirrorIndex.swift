#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How large the mirrors are: read from the records, and read again after a minute, or after five seconds where room is
/// needed, as other processes use the cache as well.
actor MirrorIndex {
  private let folders: MirrorFolders
  private let limit: Int
  /// Bytes of each.
  private var entries: [String: Int] = [:]
  private var read: ContinuousClock.Instant?

  init(_ folders: MirrorFolders, limit: Int) {
    self.folders = folders
    self.limit = limit
  }

  /// Deletes what was used longest ago and is held by nobody until `expected` more bytes fit. What is held stays, and so
  /// does `kept`: a single repository may be larger than the limit. Returns the names that went.
  @discardableResult
  func makeRoom(for expected: Int, keeping kept: String) throws(MirrorError) -> [String] {
    refresh(after: 60)
    var gone: [String] = []
    var excess = total + expected - limit
    guard excess > 0 else { return gone }
    refresh(after: 5)
    excess = total + expected - limit
    // The time of the last use is always the present one.
    let order = entries.map { ($0.key, modified(folders.lock($0.key)) ?? (0, 0)) }.sorted { $0.1 < $1.1 }
    for (name, _) in order where name != kept {
      guard excess > 0 else { break }
      // Held by somebody, also by another task of this process.
      guard let lock = try MirrorLock(path: folders.lock(name)) else { continue }
      try folders.remove(name)
      lock.write(MirrorRecord(bytes: 0, address: "-").text)
      excess -= entries.removeValue(forKey: name) ?? 0
      gone.append(name)
    }
    return gone
  }

  func note(_ name: String, bytes: Int) { entries[name] = bytes }

  /// Bytes of all mirrors, as far as it is known.
  var total: Int { entries.values.reduce(0, +) }

  private func refresh(after seconds: Int) {
    let now = ContinuousClock.now
    if let read, now - read < .seconds(seconds) { return }
    read = now
    entries = [:]
    for name in folders.names {
      // Half-made ones, and those that a crash left without a record, are measured.
      let isWhole = DiskUsage.exists(folders.mirror(name))
      let known = isWhole ? MirrorRecord(contentsOf: folders.lock(name))?.bytes : nil
      let places = [folders.mirror(name), folders.making(name), folders.going(name)]
      entries[name] = known ?? places.reduce(0) { $0 + DiskUsage.bytes(of: $1) }
    }
  }

  /// Seconds, and their fractions in billionths.
  private func modified(_ path: String) -> (Int, Int)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      return (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
      return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
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
