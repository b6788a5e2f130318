#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A settings file of a project: read whole, replaced whole, with the permissions that it had.
struct SettingsFile {
  let path: String

  private static let limit = 1 << 22

  /// Nil when there is none. Status 2 for one that cannot be used: it is left alone.
  func read() throws(CommandFailure) -> JSONDocument? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR, !FileSystem.exists(path) else {
        throw refused("cannot be read")
      }
      return nil
    }
    guard case .bytes(let bytes) = BoundedRead.file(path, limit: SettingsFile.limit) else {
      throw refused("cannot be read")
    }
    guard bytes.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
    do throws(JSONSyntaxError) { return try JSONDocument(parsing: bytes) } catch {
      throw refused("is no JSON: \(error)")
    }
  }

  func refused(_ reason: String) -> CommandFailure {
    CommandFailure(
      "'\(path)' \(reason)", help: "it was left as it is; mend it, or add what --dry-run prints by hand")
  }

  func write(_ document: JSONDocument) throws(CommandFailure) {
    let target = resolved()
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    makeFolders(folder)
    var status = stat()
    let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o644
    var template = Array((folder + ".leakage-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(errno) }
    var code = document.pretty.withUnsafeBytes { FileDescriptor(descriptor).write(bytes: $0) }
    if code == 0, fchmod(descriptor, mode) != 0 || fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0, rename(template, target) == 0 else {
      let reason = code == 0 ? errno : code
      unlink(template)
      throw failure(reason)
    }
  }

  func remove() throws(CommandFailure) {
    guard unlink(path) == 0 else { throw failure(errno) }
  }

  /// Through a symbolic link, which stays.
  private func resolved() -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private func makeFolders(_ folder: String) {
    var end = folder.startIndex
    while let slash = folder[end...].firstIndex(of: "/") {
      if slash > folder.startIndex { mkdir(String(folder[..<slash]), 0o755) }
      end = folder.index(after: slash)
    }
  }

  private func failure(_ code: Int32) -> CommandFailure {
    CommandFailure("cannot write '\(path)': \(FileDescriptor.reason(code))", status: ExitStatus.incomplete)
  }
}
