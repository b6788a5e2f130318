#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A file that an import makes or adds to.
struct PlannedFile {
  let path: String
  let text: String
  /// What stands there; nil where there is no such file.
  let old: String?
  /// What it carries, in words.
  let what: String
  let note: String?

  var state: String {
    guard let old else { return "new" }
    return old == text ? "as it was" : "changed"
  }

  /// Replaces it in one step, with the permissions that it had; a new one has the usual ones, since it is committed.
  func write() throws(CommandFailure) {
    guard old != text else { return }
    var status = stat()
    let isThere = stat(path, &status) == 0
    let mask = umask(0)
    umask(mask)
    try ReportFile(path).write(text)
    chmod(path, isThere ? status.st_mode & 0o777 : 0o644 & ~mask)
  }
}
