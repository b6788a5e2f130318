internal import Glibc

/// What git data could not be read, and why.
package struct GitError: Error, CustomStringConvertible, Sendable {
  package enum Code: String, Sendable {
    case notARepository = "not-a-repository"
    case unsupportedRepository = "repository-unsupported"
    /// A pipe or a device where a repository has a file: opening it would wait without end.
    case trap = "repository-trap"
    case unreadableFile = "file-unreadable"
    case corruptPack = "pack-corrupt"
    case corruptObject = "object-corrupt"
    case missingObject = "object-missing"
    case tooLarge = "object-too-large"
    /// A file of the work tree, deleted while the scan ran.
    case vanished = "file-vanished"
    case unknownRevision = "revision-unknown"
    case library = "git-error"
  }

  package let code: Code
  package let message: String
  /// Path, object id or ref.
  package let place: String?

  package init(_ code: Code, _ message: String, place: String? = nil) {
    self.code = code
    self.message = message
    self.place = place
  }

  init(systemCode: Int32, doing verb: String, place: String) {
    self.init(.unreadableFile, "cannot \(verb) file: \(String(cString: strerror(systemCode)))", place: place)
  }

  /// As the initialiser above, where a name was just listed: it may be gone by now.
  init(listed systemCode: Int32, doing verb: String, place: String) {
    if systemCode == ENOENT {
      self.init(.vanished, "was gone before it could be read", place: place)
    } else {
      self.init(systemCode: systemCode, doing: verb, place: place)
    }
  }

  package var description: String { place.map { "\($0): \(message)" } ?? message }
}
