internal import Findings

/// What the process tells its caller. Documented in `docs/cli.md`; scripts rely on it.
enum ExitStatus {
  static let clean: Int32 = 0
  /// Findings violate the policy (`--exit-code` changes it).
  static let findings: Int32 = 1
  static let usage: Int32 = 2
  /// Something could not be read, or the report could not be written.
  static let incomplete: Int32 = 3

  /// A finding outranks incompleteness, unless the caller mapped findings to 0: then the scan must still not
  /// look clean when it was cut short.
  static func of(hasViolation: Bool, isComplete: Bool, isDelivered: Bool, findings: Int32) -> Int32 {
    if hasViolation, findings != clean { return findings }
    return isComplete && isDelivered ? clean : incomplete
  }
}
