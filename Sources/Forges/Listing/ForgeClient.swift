package import Findings
internal import Probing

/// Asks one forge, in its own time: waits when its limit of requests is used up, tries again when it fails.
struct ForgeClient {
  let place: ForgePlace
  let credential: ForgeCredential?
  let transport: any Transport
  let limits: ForgeLimits
  let clock: ForgeClock
  let notice: @Sendable (ForgeNotice) -> Void
  /// Seconds waited for limits so far.
  private var waited = 0.0
  /// Seconds to wait before the next request.
  private var rest: Double?

  init(
    _ place: ForgePlace, _ credential: ForgeCredential?, transport: any Transport, limits: ForgeLimits,
    clock: ForgeClock, notice: @escaping @Sendable (ForgeNotice) -> Void
  ) {
    self.place = place
    self.credential = credential
    self.transport = transport
    self.limits = limits
    self.clock = clock
    self.notice = notice
  }

  /// The answer with status 200, or nil where nothing is found. `target` is path and query behind the API's own.
  mutating func get(_ target: String, accept: String) async throws(ForgeError) -> ProbeAnswer? {
    var target = place.api.path + target
    var (failures, refusals, turns) = (0, 0, 0)
    while true {
      if let rest { try await wait(rest) }
      rest = nil
      switch await transport.send(request(target, accept: accept)) {
      case .failure(let failure):
        try await retry(
          &failures, ForgeClient.words(failure.reason), isFinal: ForgeClient.isFinal(failure.reason))
      case .answer(let answer):
        if let seconds = RatePace.wait(after: answer, attempt: refusals, now: clock.now()) {
          refusals += 1
          guard refusals <= limits.retries else {
            throw error(.rateLimited, "refuses for its limit of requests, whatever the wait")
          }
          try await wait(seconds)
          continue
        }
        rest = RatePace.rest(after: answer, now: clock.now())
        switch answer.status {
        case 200:
          guard answer.isCut else { return answer }
          guard answer.body.count < limits.answer / 2 else {
            throw error(.endless, "gives an answer that is too long")
          }
          try await retry(&failures, "breaks off in its answer", isFinal: false)
        case 404: return nil
        case 301, 302, 307, 308:
          turns += 1
          target = try redirection(answer, turns: turns)
        case 500...599: try await retry(&failures, "answers with \(answer.status)", isFinal: false)
        default: throw refusal(answer)
        }
      }
    }
  }

  private func request(_ target: String, accept: String) -> ProbeRequest {
    var headers = [
      ProbeRequest.Header("Accept", accept), ProbeRequest.Header("User-Agent", "leakage"),
      ProbeRequest.Header("Accept-Encoding", "gzip"),
    ]
    if place.kind == .github { headers.append(ProbeRequest.Header("X-GitHub-Api-Version", "2022-11-28")) }
    if let header = credential?.apiHeader(place.kind) {
      headers.append(ProbeRequest.Header(header.name, header.value))
    }
    var request = ProbeRequest(method: "GET", host: place.api.host, target: target, headers: headers)
    request.port = place.api.port
    request.isPlain = place.api.scheme == "http"
    return request
  }

  /// Only to the same scheme, host and port: the token goes along.
  private func redirection(_ answer: ProbeAnswer, turns: Int) throws(ForgeError) -> String {
    guard turns <= 3 else { throw error(.redirected, "redirects in circles") }
    let text = answer.headers["location"] ?? ""
    if text.hasPrefix("/"), !text.hasPrefix("//"), let address = WebAddress("https://forge" + text) {
      return address.target
    }
    guard let address = WebAddress(text), address.isSamePlace(as: place.api), address.user.isEmpty else {
      throw error(.redirected, "redirects to another place; nothing was sent there")
    }
    return address.target
  }

  private mutating func wait(_ seconds: Double) async throws(ForgeError) {
    guard seconds <= limits.longestWait, waited + seconds <= limits.totalWait else {
      throw error(
        .rateLimited, "has used up its limit of requests, for another \(Int(seconds.rounded(.up))) s")
    }
    waited += seconds
    notice(.limited(host: place.host, seconds: Int(seconds.rounded(.up))))
    try await sleep(seconds)
  }

  private func retry(_ failures: inout Int, _ reason: String, isFinal: Bool) async throws(ForgeError) {
    if Task.isCancelled { throw error(.interrupted, "interrupted") }
    guard !isFinal, failures < limits.retries else { throw error(.unreachable, reason) }
    let seconds = limits.backoff * Double(1 << min(failures, 10))
    failures += 1
    notice(.retrying(host: place.host, seconds: Int(seconds.rounded(.up)), reason: reason))
    try await sleep(seconds)
  }

  private func sleep(_ seconds: Double) async throws(ForgeError) {
    do { try await clock.sleep(seconds) } catch { throw self.error(.interrupted, "interrupted") }
  }

  private func refusal(_ answer: ProbeAnswer) -> ForgeError {
    let variable = ForgeCredentials.variables(place).joined(separator: " or ")
    switch answer.status {
    case 401:
      let reason =
        credential.map { "refuses the token from \($0.source)" } ?? "wants a token; set \(variable)"
      return error(.unauthorised, reason)
    case 403:
      let isSSO = answer.headers["x-github-sso"] != nil
      let who =
        credential.map { "the token from \($0.source)" } ?? "a request without token (set \(variable))"
      return error(
        .forbidden,
        "forbids this to \(who)"
          + (isSSO ? "; it has to be authorised for the organisation's single sign-on" : ""))
    default: return error(.malformed, "answers with \(answer.status)")
    }
  }

  func error(_ code: ForgeError.Code, _ message: String) -> ForgeError {
    ForgeError(code, message, place: place.api.host)
  }

  /// Trying again helps neither against a wrong certificate nor against a name that leads nowhere.
  private static func isFinal(_ reason: ProbeReason) -> Bool {
    switch reason {
    case .certificateRejected, .nameUnresolved, .addressRefused, .encryptionRefused, .interrupted, .oversized:
      true
    default: false
    }
  }

  private static func words(_ reason: ProbeReason) -> String {
    switch reason {
    case .timedOut: "does not answer in time"
    case .connectionFailed: "cannot be connected to"
    case .certificateRejected: "has a certificate that is not trusted"
    case .nameUnresolved: "is a name that leads nowhere"
    case .encryptionRefused: "is not asked without encryption"
    case .oversized: "answers with more than fits"
    case .interrupted: "interrupted"
    default: "cannot be asked (\(reason.rawValue))"
    }
  }
}

/// The time, which tests make their own.
package struct ForgeClock: Sendable {
  package let now: @Sendable () -> Timestamp
  /// Seconds.
  package let sleep: @Sendable (Double) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Double) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
