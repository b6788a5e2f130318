internal import Findings
internal import Probing

/// How long an answer asks to wait.
///
/// * GitHub: 403 or 429; `retry-after` in seconds, else `x-ratelimit-reset` (seconds since 1970) when
///   `x-ratelimit-remaining` is 0, else at least a minute, growing (secondary limits).
/// * GitLab: 429; `Retry-After`, `RateLimit-Remaining`, `RateLimit-Reset` (seconds since 1970).
/// * Gitea, Forgejo, Bitbucket: 429, with the same names where a proxy sets them.
struct RatePace {
  /// Seconds to wait before the request is asked again; nil when the answer is no refusal of this kind.
  static func wait(after answer: ProbeAnswer, attempt: Int, now: Timestamp) -> Double? {
    let isSpent = remaining(answer) == 0
    let isLimited =
      answer.status == 429
      || answer.status == 403 && (isSpent || answer.retryAfter != nil || isSecondary(answer))
    guard isLimited else { return nil }
    if let seconds = answer.retryAfter { return Double(max(1, seconds)) }
    if isSpent, let seconds = reset(answer, now: now) { return seconds }
    return 60 * Double(1 << min(attempt, 6))
  }

  /// Seconds to wait before the next request, where this answer used up what was left.
  static func rest(after answer: ProbeAnswer, now: Timestamp) -> Double? {
    guard remaining(answer) == 0 else { return nil }
    return reset(answer, now: now)
  }

  private static func remaining(_ answer: ProbeAnswer) -> Int? {
    (answer.headers["x-ratelimit-remaining"] ?? answer.headers["ratelimit-remaining"]).flatMap { Int($0) }
  }

  /// A second more than the forge says, as its clock has no fractions. Small numbers count from now.
  private static func reset(_ answer: ProbeAnswer, now: Timestamp) -> Double? {
    guard let text = answer.headers["x-ratelimit-reset"] ?? answer.headers["ratelimit-reset"],
      let number = Int64(text),
      number >= 0
    else { return nil }
    if number < 1_000_000_000 { return Double(number) + 1 }
    return Double(max(0, number - (answer.date ?? now).seconds)) + 1
  }

  /// GitHub's own words for a secondary limit; the header may be missing then.
  private static func isSecondary(_ answer: ProbeAnswer) -> Bool {
    let text = String(decoding: answer.body.prefix(4096), as: UTF8.self)
    return text.contains("secondary rate limit") || text.contains("abuse detection")
  }
}
