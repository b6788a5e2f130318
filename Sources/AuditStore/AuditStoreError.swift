internal import GRDB

/// Why a state store could not be used.
package struct AuditStoreError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable { case unopened, busy, full, damaged, failed }

  package let code: Code
  package let message: String
  package let path: String

  package var description: String { "state store '\(path)': \(message)" }

  init(_ code: Code, _ message: String, path: String) {
    self.code = code
    self.message = message
    self.path = path
  }

  /// SQLite's message names tables and codes; the arguments of a statement are never in it.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self.init(.failed, "cannot be used", path: path)
      return
    }
    let message = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self.init(.busy, "another run holds it", path: path)
    case .SQLITE_IOERR: self.init(.failed, "the disk is full or failing", path: path)
    case .SQLITE_FULL: self.init(.full, "the disk is full", path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self.init(.damaged, message, path: path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: self.init(.unopened, message, path: path)
    default: self.init(.failed, message, path: path)
    }
  }
}
