/// Why a forge or an address could not be used. It names hosts and repositories, never a credential, and repeats
/// nothing of what a server wrote.
package struct ForgeError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// What was typed is no target.
    case badTarget = "bad-target"
    /// An address that nothing is sent to, or that git is not given.
    case badAddress = "bad-address"
    case badToken = "bad-token"
    /// The forge refuses the token, or wants one.
    case unauthorised
    case forbidden
    case notFound = "not-found"
    case redirected
    /// The limit of requests is used up, and its end is too far off.
    case rateLimited = "rate-limited"
    case unreachable
    /// An answer that is not what the forge's documentation promises.
    case malformed
    /// Pages, repositories or bytes without end.
    case endless
    case interrupted
  }

  package let code: Code
  package let message: String
  /// What it is about, printable.
  package let place: String

  package init(_ code: Code, _ message: String, place: String) {
    self.code = code
    self.message = message
    self.place = SafeText.shown(place)
  }

  package var description: String { "\(place): \(message)" }
}
