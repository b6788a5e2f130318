internal import Findings

/// Stops asking a host that gave no clear answer several times in a row, for the rest of the run.
package struct Breaker: Sendable {
  package static let limit = 3
  private var failures: [String: Int] = [:]

  package init() {}

  package func isOpen(_ host: String) -> Bool { failures[host, default: 0] >= Breaker.limit }

  package mutating func record(_ reading: AnswerReading, host: String) {
    guard !isOpen(host) else { return }
    failures[host] =
      reading.validity == .unknown && reading.reason.blamesHost ? failures[host, default: 0] + 1 : 0
  }
}

extension ProbeReason {
  /// The host answers nobody: it is not this credential's doing.
  var blamesHost: Bool {
    switch self {
    case .filtered, .rateLimited, .serverError, .redirected, .notJSON, .unexpectedStatus, .oversized,
      .shapeChanged,
      .timedOut, .connectionFailed, .certificateRejected, .nameUnresolved, .addressRefused, .protocolError,
      .noIdentity, .encryptionRefused:
      true
    default: false
    }
  }

  /// Nobody looked at the account: one that exists would fare no better.
  var isNoLogin: Bool {
    switch self {
    case .timedOut, .connectionFailed, .certificateRejected, .encryptionRefused, .nameUnresolved, .noIdentity,
      .addressRefused, .hostNotAllowed, .clientLibraryMissing, .protocolError, .oversized:
      true
    default: false
    }
  }

  /// Another attempt may tell more.
  var isWorthRetrying: Bool { self == .connectionFailed || self == .rateLimited }
}
