#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The file that a step of GitHub Actions adds its summary to.
struct SummaryFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// Status 3 when it cannot be written.
  func append(_ text: String) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    let code = FileDescriptor(descriptor).write(text)
    guard code == 0 else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> CommandFailure {
    CommandFailure("cannot write '\(path)': \(FileDescriptor.reason(code))", status: ExitStatus.incomplete)
  }
}
