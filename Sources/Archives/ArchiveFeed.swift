internal import CArchive

/// Lets libarchive read an archive while that comes out of the one around it.
final class ArchiveFeed {
  private let first: UnsafeMutableRawBufferPointer
  private let parent: ArchiveReader
  private var hasBegun = false
  /// What the archive around it failed with.
  private(set) var failure: ArchiveFailure?

  /// - Parameter first: what was read of the parent's entry already.
  init(_ first: [UInt8], then parent: ArchiveReader) {
    self.first = .allocate(byteCount: max(1, first.count), alignment: 1)
    self.first.copyBytes(from: first)
    self.parent = parent
    size = first.count
  }

  private let size: Int

  deinit { first.deallocate() }

  /// A block stays good until the next is asked for, which is what libarchive wants.
  private func next() -> UnsafeRawBufferPointer? {
    if !hasBegun {
      hasBegun = true
      if size > 0 { return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(first)[..<size]) }
    }
    do throws(ArchiveFailure) { return try parent.nextBlock() } catch {
      failure = error
      return nil
    }
  }

  static let pull:
    @convention(c) @Sendable (
      OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
    ) -> Int = { _, data, buffer in
      guard let data, let buffer else { return Int(ARCHIVE_FATAL) }
      let feed = Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue()
      let block = feed.next()
      buffer.pointee = block?.baseAddress
      return feed.failure == nil ? block?.count ?? 0 : Int(ARCHIVE_FATAL)
    }
}
