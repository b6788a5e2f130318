internal import Archives
internal import Findings
internal import Git
internal import Glibc

/// How archives that a scan meets are treated.
extension ScanOptions {
  /// Those among the files of a folder, and what the command line names.
  var opensFileArchives: Bool { archives != .never }
  /// Those in a repository: its history, its index, its work tree.
  var opensRepositoryArchives: Bool { archives == .always }

  var archiveLimits: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.entrySize = maxSize
    return limits
  }
}

/// What stands at a path that the command line names.
enum NamedFile {
  case archive(ArchiveKind)
  case bundle
  case other

  /// Reads the first bytes of a file; a pipe is left alone.
  init(_ path: String) {
    self = .other
    guard let sample = NamedFile.sample(path) else { return }
    if GitBundle.isBundle(sample) {
      self = .bundle
    } else if let kind = ArchiveKind(sample) {
      self = .archive(kind)
    }
  }

  private static func sample(_ path: String) -> [UInt8]? {
    guard let file = OpenFile(BytePath(path), followsLinks: true) else { return nil }
    var sample = [UInt8](repeating: 0, count: ArchiveKind.sampleSize)
    let count = sample.withUnsafeMutableBytes { pread(file.descriptor, $0.baseAddress, $0.count, 0) }
    return Array(sample.prefix(max(0, count)))
  }
}

/// A regular file, open for reading; closed when the last user is gone.
final class OpenFile {
  let descriptor: Int32

  /// Nil where there is none, or none that may be read.
  init?(_ path: BytePath, followsLinks: Bool) {
    // Opening a pipe and leaving it would end whoever writes to it.
    var status = stat()
    guard path.withCString({ followsLinks ? stat($0, &status) : lstat($0, &status) }) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
    descriptor = path.withCString { open($0, flags) }
    // Asked again: another file may stand there by now.
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

extension FileScanner {
  /// Searches what is in `content` where that is an archive.
  ///
  /// - Returns: false where it is none, or where it could not be read to its end: it is then to be searched as it lies.
  mutating func openArchive(
    _ content: [UInt8], shownAs shown: String, _ medium: Occurrence.Medium
  ) -> Bool {
    guard opensArchives else { return false }
    if GitBundle.isBundle(content) { problems.noteBundle(shown) }
    guard ArchiveKind(content) != nil else { return false }
    let texts = ArchiveTexts(scanner, medium)
    let job = job
    let isWhole = content.withUnsafeBytes { bytes in
      ArchiveWalk.walk(
        bytes, names: [Array(shown.utf8)], limits: job.options.archiveLimits, for: texts,
        isCancelled: { Task.isCancelled || job.isCancelled })
    }
    take(texts)
    return isWhole
  }

  /// As above, for a file that is too large to be held. False also where it is no file that may be read.
  mutating func openArchive(
    at path: BytePath, followsLinks: Bool, shownAs shown: String, _ medium: Occurrence.Medium
  ) -> Bool {
    guard opensArchives, let file = OpenFile(path, followsLinks: followsLinks) else { return false }
    var sample = [UInt8](repeating: 0, count: ArchiveKind.sampleSize)
    let count = sample.withUnsafeMutableBytes { pread(file.descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0, ArchiveKind(Array(sample.prefix(count))) != nil else { return false }
    let texts = ArchiveTexts(scanner, medium)
    let job = job
    let isWhole = ArchiveWalk.walk(
      descriptor: file.descriptor, names: [Array(shown.utf8)], limits: job.options.archiveLimits, for: texts,
      isCancelled: { Task.isCancelled || job.isCancelled })
    take(texts)
    return isWhole
  }
}
