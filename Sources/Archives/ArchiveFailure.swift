/// Why an archive, or an entry of one, could not be read.
package struct ArchiveFailure: Error, CustomStringConvertible, Sendable {
  package enum Code: String, Sendable {
    case corrupt = "archive-corrupt"
    case encrypted = "archive-encrypted"
    /// More than `ArchiveLimits` allow.
    case limit = "archive-limit"
    case tooDeep = "archive-depth"
    case unsupported = "archive-unsupported"
    /// A file in it is larger than what is searched.
    case tooLarge = "file-skipped"
    case cancelled
  }

  package let code: Code
  package let message: String
  /// True where only the entry in hand is lost, and the next may be read.
  let isPassing: Bool

  init(_ code: Code, _ message: String, isPassing: Bool = false) {
    self.code = code
    self.message = message
    self.isPassing = isPassing
  }

  /// Nothing more of the file is to be read, in whatever archive it lies.
  var stopsAll: Bool { code == .limit || code == .cancelled }

  package var description: String { message }
}

/// A failure with its place.
package struct ArchiveProblem: Sendable {
  package let failure: ArchiveFailure
  /// Names from the outermost archive inwards.
  package let names: [[UInt8]]

  package var path: [UInt8] { ArchiveEntry.path(names) }
  /// False where a size limit that the user sets left it out.
  package var isIncomplete: Bool { failure.code != .tooLarge }
}
