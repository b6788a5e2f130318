/// How long and how much a listing may be.
package struct ForgeLimits: Sendable {
  /// Attempts after the first, where a forge fails or does not answer.
  package var retries = 5
  /// Seconds before the first of them; doubled each time.
  package var backoff = 1.0
  /// Seconds of one wait for a limit's end: GitHub's ends within the hour.
  package var longestWait = 3700.0
  /// Seconds of all waits together.
  package var totalWait = 4.0 * 3600
  package var pages = 20_000
  package var repositories = 1_000_000
  /// Bytes of one answer, after inflation.
  package var answer = 16 << 20
  /// Seconds of one request.
  package var timeout = 60.0

  package init() {}
}

/// What a listing waits for, told while it waits.
package enum ForgeNotice: Sendable, Hashable, CustomStringConvertible {
  /// Whole seconds.
  case limited(host: String, seconds: Int)
  case retrying(host: String, seconds: Int, reason: String)

  package var description: String {
    switch self {
    case .limited(let host, let seconds):
      "\(host): the limit of requests is used up; going on in \(seconds) s"
    case .retrying(let host, let seconds, let reason): "\(host): \(reason); trying again in \(seconds) s"
    }
  }
}
