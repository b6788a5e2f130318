internal import Reporting

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Sections of a merge on disk, in a file without a name: memory grows with their number, not with their size.
struct MergeSpool: ~Copyable {
  private let descriptor: Int32
  private var length = 0

  init() throws(CommandFailure) {
    var template = Array("\(ProcessEnvironment.current["TMPDIR"] ?? "/tmp")/leakage-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)  // creates with mode 0600
    guard descriptor >= 0 else { throw MergeSpool.failure(errno) }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// Gives where it lies.
  mutating func append(_ bytes: [UInt8]) throws(CommandFailure) -> Range<Int> {
    let code = bytes.withUnsafeBytes { FileDescriptor(descriptor).write(bytes: $0) }
    guard code == 0 else { throw MergeSpool.failure(code) }
    defer { length += bytes.count }
    return length..<length + bytes.count
  }

  /// All that was appended; valid during the call.
  func read<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
    guard length > 0 else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    guard let start = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
      throw MergeSpool.failure(errno)
    }
    defer { munmap(start, length) }
    return try body(UnsafeRawBufferPointer(start: start, count: length))
  }

  private static func failure(_ code: Int32) -> CommandFailure {
    CommandFailure(
      "cannot keep what is merged in a temporary file: \(FileDescriptor.reason(code))",
      help: "name a folder with more room in TMPDIR", status: ExitStatus.incomplete)
  }
}
