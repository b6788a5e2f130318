internal import Reporting

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A report to read, piece by piece; `-` is standard input, which is kept in an unnamed file so that it can be read
/// twice.
struct InputFile {
  let path: String
  private static let chunk = 1 << 20

  init(_ path: String) { self.path = path }

  func read(skipsFindings: Bool, _ body: (ReportFeed.Item) -> Void) throws(CommandFailure) {
    var feed = ReportFeed(skipsFindings: skipsFindings)
    try read {
      try feed.feed($0, body)
    } end: {
      try feed.finish()
    }
  }

  /// Whole reports and shards.
  func readWhole(_ body: (MergeFeed.Item) throws -> Void) throws(CommandFailure) {
    var feed = MergeFeed()
    try read {
      try feed.feed($0, body)
    } end: {
      try feed.finish()
    }
  }

  private func read(
    _ body: (ArraySlice<UInt8>) throws -> Void, end: () throws -> Void
  ) throws(CommandFailure) {
    let descriptor = path == "-" ? try StandardInputCopy.descriptor() : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CommandFailure(
        "cannot read '\(path)': \(FileDescriptor.reason(errno))",
        help: "make a report with: leakage scan -f json -o \(path)")
    }
    defer { if path != "-" { close(descriptor) } }
    do {
      try InputFile.chunks(of: descriptor, path, body)
      try end()
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure("\(path): \(error)", help: "make a report with: leakage scan -f json")
    }
  }

  private static func chunks(of descriptor: Int32, _ path: String, _ body: (ArraySlice<UInt8>) throws -> Void)
    throws
  {
    var buffer = [UInt8](repeating: 0, count: chunk)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw CommandFailure(
          "cannot read '\(path)': \(FileDescriptor.reason(errno))", status: ExitStatus.incomplete)
      }
      guard count > 0 else { return }
      try body(buffer[..<count])
    }
  }
}

/// Standard input in a file without a name.
private enum StandardInputCopy {
  private static let file: Int32 = {
    var template = Array("/tmp/leakage-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return -1 }
    unlink(template)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      var done = 0
      while done < count {
        let written = buffer[done..<count].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written > 0 else { return -1 }
        done += written
      }
    }
    return descriptor
  }()

  static func descriptor() throws(CommandFailure) -> Int32 {
    guard file >= 0, lseek(file, 0, SEEK_SET) == 0 else {
      throw CommandFailure("standard input cannot be kept in a file", status: ExitStatus.incomplete)
    }
    return file
  }
}
