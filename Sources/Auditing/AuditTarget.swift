/// One repository of an audit.
package struct AuditTarget: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    /// A clone or a bare repository on this machine.
    case local(path: String)
    /// An address that has to be fetched first.
    case remote(address: String)
  }

  /// What the store, the log and messages call it: canonical path, or address without credentials.
  package let name: String
  package let place: Place
  /// Bytes of its objects, where somebody told; orders the work.
  package let bytes: Int64?

  package init(name: String, place: Place, bytes: Int64? = nil) {
    self.name = name
    self.place = place
    self.bytes = bytes
  }
}

/// A repository that was fetched: usable for as long as `hold` lives.
package struct FetchedRepository: Sendable {
  package let path: String
  /// Keeps the files where they are.
  package let hold: (any Sendable)?

  package init(path: String, hold: (any Sendable)? = nil) {
    self.path = path
    self.hold = hold
  }
}
