#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Environment variables; a test gives its own.
struct ProcessEnvironment: Sendable {
  private let lookup: @Sendable (String) -> String?

  static let current = ProcessEnvironment { name in getenv(name).map { String(cString: $0) } }

  init(_ lookup: @escaping @Sendable (String) -> String?) { self.lookup = lookup }

  init(_ values: [String: String]) { self.init { values[$0] } }

  /// The variable's value; nil when unset or empty.
  subscript(name: String) -> String? { lookup(name).flatMap { $0.isEmpty ? nil : $0 } }
}
