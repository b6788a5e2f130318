internal import Reporting

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A report on disk. Readers see the old one or the new one and never half of it, and nobody but the owner
/// may read it: it names where secrets are.
struct ReportFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// Fills the file with what a document writes.
  typealias Body = (inout ReportStream) throws(CommandFailure) -> Void

  /// Writes beside the file and renames. A device or pipe is written to directly. Status 3 on failure.
  func write(_ body: Body) throws(CommandFailure) {
    if isSpecial {
      try writeDirectly(body)
    } else {
      try replace(try resolved(), body)
    }
  }

  func write(_ text: String) throws(CommandFailure) {
    try write { output throws(CommandFailure) in output.write(text) }
  }

  private var isSpecial: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Through symbolic links, so that the link stays and its target is replaced.
  private func resolved() throws(CommandFailure) -> String {
    guard let pointer = realpath(path, nil) else {
      guard errno == ENOENT else { throw failure(errno) }
      return path
    }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private func writeDirectly(_ body: Body) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    let code = try FileDescriptor(descriptor).write(body)
    guard code == 0 || code == EPIPE else { throw failure(code) }
  }

  private func replace(_ target: String, _ body: Body) throws(CommandFailure) {
    var template = Array((folder(of: target) + ".leakage-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)  // creates with mode 0600
    guard descriptor >= 0 else { throw failure(errno) }
    let code: Int32
    do throws(CommandFailure) {
      code = try fill(descriptor, body)
    } catch {
      unlink(template)
      throw error
    }
    guard code == 0, rename(template, target) == 0 else {
      let reason = code == 0 ? errno : code
      unlink(template)
      throw failure(reason)
    }
  }

  /// Closes the descriptor in any case.
  private func fill(_ descriptor: Int32, _ body: Body) throws(CommandFailure) -> Int32 {
    var code: Int32
    do throws(CommandFailure) {
      code = try FileDescriptor(descriptor).write(body)
    } catch {
      close(descriptor)
      throw error
    }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    return code
  }

  private func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private func failure(_ code: Int32) -> CommandFailure {
    CommandFailure(
      "cannot write '\(path)': \(FileDescriptor.reason(code))",
      help: code == ENOENT ? "create the folder first" : nil, status: ExitStatus.incomplete)
  }
}
