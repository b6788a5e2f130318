internal import Reporting

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// stdout or stderr, without buffering of its own: an error is known when it happens.
struct StandardStream: Sendable {
  let descriptor: Int32
  let name: String

  static let output = StandardStream(descriptor: 1, name: "standard output")
  static let error = StandardStream(descriptor: 2, name: "standard error")

  func write(_ text: String) throws(CommandFailure) {
    try write { output throws(CommandFailure) in output.write(text) }
  }

  /// A closed pipe shall be an error code of `write`, not the end of the process.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Writes everything. A reader that went away (`| head`) is no error.
  func write(_ body: ReportFile.Body) throws(CommandFailure) {
    let code = try FileDescriptor(descriptor).write(body)
    guard code == 0 || code == EPIPE else {
      throw CommandFailure(
        "cannot write to \(name): \(FileDescriptor.reason(code))", status: ExitStatus.incomplete)
    }
  }

  /// Writes for a person; nothing can be done about a failure.
  func attempt(_ text: String) { _ = FileDescriptor(descriptor).write(text) }

  func line(_ text: String) { attempt(text + "\n") }
}

/// A borrowed file descriptor.
struct FileDescriptor {
  private let number: Int32

  init(_ number: Int32) { self.number = number }

  /// 0, or `errno`.
  func write(_ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// As a document is made. 0, or the first `errno`, after which nothing more is written.
  func write(_ body: ReportFile.Body) throws(CommandFailure) -> Int32 {
    let sink = Sink(self)
    var stream = ReportStream { sink.take($0) }
    try body(&stream)
    stream.flush()
    return sink.code
  }

  private final class Sink {
    private let descriptor: FileDescriptor
    private(set) var code: Int32 = 0

    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    func take(_ bytes: UnsafeRawBufferPointer) {
      if code == 0 { code = descriptor.write(bytes) }
    }
  }

  /// 0, or `errno`.
  func write(bytes: UnsafeRawBufferPointer) -> Int32 { write(bytes) }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = writeOnce(rest)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        usleep(1000)
        continue
      }
      if count < 0 { return errno }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return 0
  }

  private func writeOnce(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(number, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(number, bytes.baseAddress, bytes.count)
    #endif
  }

  /// `no space left on device`.
  static func reason(_ code: Int32) -> String {
    let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
