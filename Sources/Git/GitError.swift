internal import Glibc

/// What git data could not be read, and why.
package struct GitError: Error, CustomStringConvertible, Sendable {
  package enum Code: String, Sendable {
    case notARepository = "not-a-repository"
    case unsupportedRepository = "repository-unsupported"
    case unreadableFile = "file-unreadable"
    case corruptPack = "pack-corrupt"
    case corruptObject = "object-corrupt"
    case missingObject = "object-missing"
    case tooLarge = "object-too-large"
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

  package var description: String { place.map { "\($0): \(message)" } ?? message }
}
