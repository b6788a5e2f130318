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

  /// Replaces it in one step, with the permissions that it had.
  func write() throws(CommandFailure) {
    guard old != text else { return }
    try ReportFile(path).write(text)
    // What is committed is readable by others; a report is not.
    var mask: mode_t = 0
    mask = umask(0)
    umask(mask)
    chmod(path, 0o644 & ~mask)
  }
}
