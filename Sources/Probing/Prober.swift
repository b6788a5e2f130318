internal import Detectors
package import Findings

/// Works through a plan: host by host, one request at a time to each, at the agreed rate.
package actor Prober {
  private let options: ProbeOptions
  private let transport: any Transport
  private let builder: RequestBuilder
  private let mask: OwnerMask
  private let clock: @Sendable () -> Timestamp
  private var limiter: RateLimiter
  private var breaker = Breaker()
  /// How each endpoint answered a wrong value.
  private var controls: [String: AnswerReading] = [:]

  /// `clock` gives the time that signatures need, and that observations have unless the options give another.
  package init(options: ProbeOptions, transport: any Transport, clock: @escaping @Sendable () -> Timestamp) {
    self.options = options
    self.transport = transport
    self.clock = clock
    builder = RequestBuilder(version: options.version)
    mask = OwnerMask(key: options.key)
    limiter = RateLimiter(perHost: options.hostRate, total: options.totalRate)
  }

  /// Tells every observation as soon as it is made. Stops between two requests when the task is cancelled; what
  /// was not asked then is not told.
  package func run(_ plan: ProbePlan, tell: @escaping @Sendable (Observation) async -> Void) async {
    let hosts = Dictionary(grouping: plan.steps.indices) { plan.steps[$0].host }.sorted { $0.key < $1.key }
    await withTaskGroup(of: Void.self) { group in
      for (index, (_, indices)) in hosts.enumerated() {
        if index >= options.hostsAtOnce { await group.next() }
        group.addTask {
          for index in indices {
            guard !Task.isCancelled else { return }
            if let observation = await self.observe(plan.steps[index]) { await tell(observation) }
          }
        }
      }
    }
  }

  private func observe(_ step: ProbeStep) async -> Observation? {
    var readings: [Reading] = []
    for parts in step.pairings {
      let reading = await ask(step, parts)
      guard reading.verdict.reason != .interrupted else { return nil }
      readings.append(reading)
      guard reading.verdict.validity == .dead || reading.verdict.reason == .ambiguousPair else { break }
    }
    guard let last = readings.last else { return nil }
    // Dead only when every pairing is.
    let isAmbiguous =
      readings.count > 1 && last.verdict.validity != .live && last.verdict.validity != .limited
      && readings.contains { $0.verdict.validity == .unknown }
    let verdict = isAmbiguous ? AnswerReading(.unknown, .ambiguousPair, status: last.verdict.status) : last.verdict
    return Observation(
      fingerprint: step.credential.fingerprint, detector: step.detector.id, endpoint: step.endpoint,
      time: options.recordedTime ?? clock(),
      validity: verdict.validity, reason: verdict.reason, httpStatus: verdict.status, created: last.facts.created,
      expires: last.facts.expires, lastUsed: last.facts.lastUsed, owner: last.facts.owner, catalog: options.catalog,
      source: step.probe.kind == .publicLookup ? .lookup : .probe,
      account: step.login.map { mask.hash("\(step.host) \($0.user)") })
  }

  private struct Reading {
    var verdict: AnswerReading
    var facts = AnswerFacts()
    var answer: ProbeAnswer?
  }

  private func ask(_ step: ProbeStep, _ parts: CredentialParts) async -> Reading {
    guard !breaker.isOpen(step.host) else { return Reading(verdict: AnswerReading(.unknown, .breakerOpen)) }
    if let login = step.login {
      guard await pace(step.host) else { return Reading(verdict: AnswerReading(.unknown, .interrupted)) }
      let verdict = await transport.logIn(login)
      breaker.record(verdict, host: step.host)
      return Reading(verdict: verdict)
    }
    if step.probe.scheme == .gcpServiceAccount { return await askGoogle(step, parts) }
    guard step.probe.kind != .publicLookup else { return await send(step, parts) }
    let control = await control(step, parts)
    // Without an answer to a wrong value, none to the right one could be believed: it is not sent.
    if control.status == nil { return Reading(verdict: control) }
    if control.validity == .live || control.validity == .limited {
      return Reading(verdict: AnswerReading(.unknown, .acceptsAnything, status: control.status))
    }
    var reading = await send(step, parts)
    if reading.verdict.validity == .dead, control.validity != .dead {
      let reason: ProbeReason = control.reason.blamesHost ? .controlFailed : .controlDiffers
      reading.verdict = AnswerReading(.unknown, reason, status: reading.verdict.status)
    } else if reading.verdict.validity == .dead, step.probe.hasOtherHosts {
      reading.verdict = AnswerReading(.unknown, .otherHost, status: reading.verdict.status)
    }
    return reading
  }

  /// Asks with a wrong value, once for each endpoint and run.
  private func control(_ step: ProbeStep, _ parts: CredentialParts) async -> AnswerReading {
    let key = "\(step.endpoint) \(step.host) \(step.detector.id)"
    if let known = controls[key] { return known }
    var generator = SystemRandomNumberGenerator()
    let wrong = ControlValue.make(like: parts, of: step.detector, using: &generator)
    let verdict = await send(step, wrong).verdict
    if verdict.status != nil { controls[key] = verdict }
    return verdict
  }

  private func send(_ step: ProbeStep, _ parts: CredentialParts) async -> Reading {
    do throws(ProbeFailure) {
      let request = try builder.request(step.probe, parts, at: clock())
      return await exchange(request, step) { AnswerReading($0, by: step.probe) }
    } catch {
      return Reading(verdict: AnswerReading(error))
    }
  }

  /// The public look-up first; a signed exchange only where that is allowed.
  private func askGoogle(_ step: ProbeStep, _ parts: CredentialParts) async -> Reading {
    do throws(ProbeFailure) {
      let account = try GoogleAccount(parts)
      let lookUp = try builder.request(step.probe, parts, at: clock())
      let reading = await exchange(lookUp, step) { answer in
        let (validity, reason) = GoogleAnswer.verdict(answer, keyID: account.keyID)
        return AnswerReading(validity, reason, status: answer.status)
      }
      guard reading.verdict.validity == .limited, options.allowsMint else { return reading }
      let exchange = try account.exchange(at: clock(), headers: lookUp.headers)
      return await self.exchange(exchange, step) { answer in
        let (validity, reason) = GoogleAccount.verdict(ofExchange: answer)
        return AnswerReading(validity, reason, status: answer.status)
      }
    } catch {
      return Reading(verdict: AnswerReading(error))
    }
  }

  /// One attempt, and a second where no connection came about or the server asked to wait for up to a minute.
  private func exchange(
    _ request: ProbeRequest, _ step: ProbeStep, _ read: (ProbeAnswer) -> AnswerReading
  ) async -> Reading {
    var reading = Reading(verdict: AnswerReading(.unknown, .interrupted))
    for attempt in 0..<2 {
      guard await pace(step.host) else { return Reading(verdict: AnswerReading(.unknown, .interrupted)) }
      switch await transport.send(request) {
      case .failure(let failure): reading = Reading(verdict: AnswerReading(failure))
      case .answer(let answer):
        reading = Reading(
          verdict: read(answer), facts: AnswerFacts(answer, by: step.probe.fields, mask: mask), answer: answer)
      }
      guard attempt == 0, prepareRetry(reading, host: step.host) else { break }
    }
    breaker.record(reading.verdict, host: step.host)
    return reading
  }

  private func prepareRetry(_ reading: Reading, host: String) -> Bool {
    if reading.answer == nil { return reading.verdict.reason == .connectionFailed }
    guard let answer = reading.answer, answer.status == 429 || answer.status == 503 else { return false }
    guard let seconds = answer.retryAfter, seconds <= 60 else { return false }
    limiter.pause(host: host, until: .now + .seconds(seconds))
    return true
  }

  /// Waits for the host's turn; false when the run was cancelled meanwhile.
  private func pace(_ host: String) async -> Bool {
    let slot = limiter.take(host: host, now: .now)
    do {
      try await Task.sleep(until: slot, clock: .continuous)
      return !Task.isCancelled
    } catch {
      return false
    }
  }
}
