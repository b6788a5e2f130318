#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The ways out of the process.
enum ProcessExit {
  static func leave(with status: Int32) -> Never { exit(status) }

  /// At once, without clean-up: from a second interrupt.
  static func abandon(with status: Int32) -> Never { _exit(status) }
}
