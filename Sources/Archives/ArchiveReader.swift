internal import CArchive
internal import Glibc

/// An open archive (libarchive). Reads forwards; not for several threads at once.
///
/// Formats are named one by one: `archive_read_support_filter_all` would add filters that start other programs.
final class ArchiveReader {
  struct Header {
    let name: [UInt8]
    let kind: ArchiveEntry.Kind
    let size: Int64?
    let modified: Int64?
    let target: [UInt8]?
    let isEncrypted: Bool
    /// Nothing but one compressed stream, which has no name in it.
    let isStream: Bool
  }

  private let handle: OpaquePointer
  private let budget: ArchiveBudget
  /// Kept alive while libarchive calls it.
  private let feed: ArchiveFeed?
  /// What is not wanted can be jumped over.
  private let canSeek: Bool
  private var skipsByItself = false
  /// The entry in hand has bytes that were not asked for.
  private var isOpen = false
  private var position: Int64 = 0
  /// What was wrong with the entry in hand, though its bytes could be read: its size, its check sum.
  private var doubt: ArchiveFailure?

  private init(_ budget: ArchiveBudget, feed: ArchiveFeed?, canSeek: Bool) throws(ArchiveFailure) {
    guard let handle = archive_read_new() else { throw ArchiveFailure(.unsupported, "out of memory") }
    self.handle = handle
    self.budget = budget
    self.feed = feed
    self.canSeek = canSeek
    for support in ArchiveReader.formats { _ = support(handle) }
  }

  deinit { archive_read_free(handle) }

  private static let formats: [@Sendable (OpaquePointer?) -> Int32] = [
    archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
    archive_read_support_filter_zstd, archive_read_support_filter_lz4, archive_read_support_filter_lzip,
    archive_read_support_filter_compress, archive_read_support_filter_rpm, archive_read_support_format_tar,
    archive_read_support_format_zip, archive_read_support_format_7zip, archive_read_support_format_rar,
    archive_read_support_format_rar5, archive_read_support_format_cpio, archive_read_support_format_ar,
    archive_read_support_format_cab, archive_read_support_format_raw, archive_read_support_format_empty,
  ]

  /// A file; the descriptor stays the caller's.
  convenience init(descriptor: Int32, isFile: Bool, _ budget: ArchiveBudget) throws(ArchiveFailure) {
    try self.init(budget, feed: nil, canSeek: isFile)
    try check(archive_read_open_fd(handle, descriptor, 1 << 18))
  }

  /// Bytes that outlive the reader.
  convenience init(_ bytes: UnsafeRawBufferPointer, _ budget: ArchiveBudget) throws(ArchiveFailure) {
    try self.init(budget, feed: nil, canSeek: true)
    try check(archive_read_open_memory(handle, bytes.baseAddress, bytes.count))
  }

  /// What another reader gives.
  convenience init(_ feed: ArchiveFeed, _ budget: ArchiveBudget) throws(ArchiveFailure) {
    try self.init(budget, feed: feed, canSeek: false)
    try check(
      archive_read_open(handle, Unmanaged.passUnretained(feed).toOpaque(), nil, ArchiveFeed.pull, nil))
  }

  /// The next entry; nil at the end.
  func next() throws(ArchiveFailure) -> Header? {
    try skip()
    var entry: OpaquePointer?
    var status = ARCHIVE_RETRY
    for _ in 0..<8 where status == ARCHIVE_RETRY { status = archive_read_next_header(handle, &entry) }
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw failure(status) }
    try budget.chargeEntry()
    let format = archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK
    let isPlain = archive_filter_code(handle, 0) == ARCHIVE_FILTER_NONE
    let isStream = format == ARCHIVE_FORMAT_RAW
    guard !isStream || !isPlain else { throw ArchiveFailure(.corrupt, "cannot be opened as an archive") }
    // Elsewhere libarchive would expand what is skipped, however much that is.
    skipsByItself = canSeek && isPlain && (format == ARCHIVE_FORMAT_TAR || format == ARCHIVE_FORMAT_ZIP)
    isOpen = true
    position = 0
    doubt = nil
    return header(entry, isStream: isStream)
  }

  private func header(_ entry: OpaquePointer, isStream: Bool) -> Header {
    let hardLink = text(archive_entry_hardlink(entry)) ?? text(archive_entry_hardlink_utf8(entry))
    let link = text(archive_entry_symlink(entry)) ?? text(archive_entry_symlink_utf8(entry))
    let name = text(archive_entry_pathname(entry)) ?? text(archive_entry_pathname_utf8(entry)) ?? []
    return Header(
      name: ArchiveEntry.trimmed(name, limit: budget.limits.nameLength),
      kind: hardLink == nil ? kind(entry) : .hardLink,
      size: archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil,
      modified: archive_entry_mtime_is_set(entry) != 0 ? Int64(archive_entry_mtime(entry)) : nil,
      target: hardLink ?? link, isEncrypted: archive_entry_is_encrypted(entry) != 0, isStream: isStream)
  }

  private func kind(_ entry: OpaquePointer) -> ArchiveEntry.Kind {
    switch archive_entry_filetype(entry) & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    case S_IFCHR: archive_entry_rdev(entry) == 0 ? .whiteout : .device
    case S_IFBLK: .device
    // Formats without file types give none.
    case 0: .file
    default: .other
    }
  }

  private func text(_ characters: UnsafePointer<CChar>?) -> [UInt8]? {
    characters.map { characters in
      Array(UnsafeRawBufferPointer(start: characters, count: strlen(characters)))
    }
  }

  /// The next bytes of the entry in hand, good until the next call; nil at its end. What a sparse file leaves out
  /// is left out.
  func nextBlock() throws(ArchiveFailure) -> UnsafeRawBufferPointer? {
    guard isOpen else { return nil }
    var start: UnsafeRawPointer?
    var count = 0
    while true {
      let status = archive_read_data_block(handle, &start, &count, &position)
      switch status {
      case ARCHIVE_OK, ARCHIVE_WARN:
        if status == ARCHIVE_WARN { doubt = failure(ARCHIVE_FAILED) }
        try budget.charge(bytes: count)
        if count > 0 { return UnsafeRawBufferPointer(start: start, count: count) }
      case ARCHIVE_RETRY: try budget.charge(bytes: 0)
      case ARCHIVE_EOF:
        isOpen = false
        if let doubt { throw doubt }
        return nil
      default:
        isOpen = false
        throw failure(status)
      }
    }
  }

  /// Leaves the rest of the entry in hand.
  func skip() throws(ArchiveFailure) {
    guard isOpen else { return }
    if skipsByItself {
      isOpen = false
      let status = archive_read_data_skip(handle)
      if status < ARCHIVE_WARN { throw failure(status) }
    } else {
      while try nextBlock() != nil {}
    }
  }

  private func check(_ status: Int32) throws(ArchiveFailure) {
    if status < ARCHIVE_WARN { throw failure(status) }
  }

  /// Reads libarchive's last error.
  private func failure(_ status: Int32) -> ArchiveFailure {
    if let failure = feed?.failure { return failure }
    let words = archive_error_string(handle).map { String(cString: $0) } ?? "is damaged"
    let isLocked = words.contains("ncrypt") || words.contains("assphrase")
    return ArchiveFailure(
      isLocked ? .encrypted : .corrupt, isLocked ? "is encrypted" : "cannot be read to its end: \(words)",
      isPassing: status == ARCHIVE_FAILED)
  }
}
