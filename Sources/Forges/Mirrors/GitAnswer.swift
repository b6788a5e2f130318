/// How a git command ended.
struct GitAnswer: Sendable {
  /// The exit status; 128 plus the signal's number where one ended it.
  let status: Int32
  let output: [UInt8]
  /// Standard error, its last 64 KiB, as it came.
  let complaint: String

  var lines: [Substring] { String(decoding: output, as: UTF8.self).split(separator: "\n") }
}

/// Why a command gave no answer.
enum GitStop: Error, Sendable {
  case missing(String)
  case timedOut
  case interrupted
  /// It wrote more than anybody reads.
  case endless
  case noDisk
}
