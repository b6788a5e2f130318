internal import Detectors
internal import Findings

extension Prober {
  struct Reading {
    var verdict: AnswerReading
    var facts = AnswerFacts()
    var answer: ProbeAnswer?
  }

  /// One pairing's verdict, as far as a wrong value's answer lets the right one's be believed.
  func ask(_ step: ProbeStep, _ parts: CredentialParts) async -> Reading {
    guard !breaker.isOpen(step.host) else { return Reading(verdict: AnswerReading(.unknown, .breakerOpen)) }
    if let login = step.login { return await logIn(login, step) }
    if step.probe.scheme == .gcpServiceAccount { return await askGoogle(step, parts) }
    guard step.probe.kind != .publicLookup else { return await send(step, parts) }
    let control = await control(step, parts)
    // Without an answer to a wrong value, none to the right one could be believed: it is not sent.
    if control.status == nil { return Reading(verdict: control) }
    if control.validity == .live || control.validity == .limited {
      return Reading(verdict: AnswerReading(.unknown, .acceptsAnything, status: control.status))
    }
    var reading = await send(step, parts)
    if reading.verdict.validity == .dead, let doubt = doubt(of: reading.verdict, step.probe, control) {
      reading.verdict = AnswerReading(.unknown, doubt, status: reading.verdict.status)
    }
    return reading
  }

  /// Why a refusal is no proof of death.
  private func doubt(of verdict: AnswerReading, _ probe: Probe, _ control: AnswerReading) -> ProbeReason? {
    if control.validity != .dead { return control.reason.blamesHost ? .controlFailed : .controlDiffers }
    if verdict.tellsMore(than: control) { return nil }
    if probe.hasOtherHosts { return .otherHost }
    return probe.hasAddressLists ? .addressList : nil
  }

  private func logIn(_ login: Login, _ step: ProbeStep) async -> Reading {
    if let control = await control(login, step) { return Reading(verdict: control) }
    guard await pace(step.host) else { return Reading(verdict: AnswerReading(.unknown, .interrupted)) }
    let verdict = await transport.logIn(login)
    breaker.record(verdict, host: step.host)
    if verdict.validity == .dead, step.probe.hasAddressLists, !step.wasLive {
      return Reading(verdict: AnswerReading(.unknown, .addressList))
    }
    return Reading(verdict: verdict)
  }

  /// Logs in to an account that nobody has, once for each host and run: no attempt is lost on the credential's own.
  /// Nil where the host may be asked.
  private func control(_ login: Login, _ step: ProbeStep) async -> AnswerReading? {
    let verdict: AnswerReading
    if let known = controls[step.host] {
      verdict = known
    } else {
      guard await pace(step.host) else { return AnswerReading(.unknown, .interrupted) }
      var generator = SystemRandomNumberGenerator()
      verdict = await transport.logIn(login.invented(using: &generator))
      controls[step.host] = verdict
    }
    if verdict.validity == .live || verdict.validity == .limited {
      return AnswerReading(.unknown, .acceptsAnything)
    }
    return verdict.reason.isNoLogin ? verdict : nil
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
      let isTimed = step.probe.scheme == .awsSTS || step.probe.scheme == .azureSharedKey
      return await exchange(request, step, parts, isTimed: isTimed) { AnswerReading($0, by: step.probe) }
    } catch {
      return Reading(verdict: AnswerReading(error))
    }
  }

  /// The public look-up first; a signed exchange only where that is allowed.
  private func askGoogle(_ step: ProbeStep, _ parts: CredentialParts) async -> Reading {
    do throws(ProbeFailure) {
      let account = try GoogleAccount(parts)
      let lookUp = try builder.request(step.probe, parts, at: clock())
      let reading = await exchange(lookUp, step, parts) { answer in
        let (validity, reason) = GoogleAnswer.verdict(answer, keyID: account.keyID)
        return AnswerReading(validity, reason, status: answer.status)
      }
      guard reading.verdict.validity == .limited, options.allowsMint else { return reading }
      let minting = try account.exchange(at: clock(), headers: lookUp.headers)
      return await exchange(minting, step, parts, isTimed: true) { answer in
        let (validity, reason) = GoogleAccount.verdict(ofExchange: answer)
        return AnswerReading(validity, reason, status: answer.status)
      }
    } catch {
      return Reading(verdict: AnswerReading(error))
    }
  }

  /// One attempt, and a second where no connection came about or the server asked to wait for up to a minute.
  ///
  /// - Parameter isTimed: The request holds the time: with a wrong clock a refusal says nothing.
  private func exchange(
    _ request: ProbeRequest, _ step: ProbeStep, _ parts: CredentialParts, isTimed: Bool = false,
    _ read: (ProbeAnswer) -> AnswerReading
  ) async -> Reading {
    var reading = Reading(verdict: AnswerReading(.unknown, .interrupted))
    for attempt in 0..<2 {
      guard await pace(step.host) else { return Reading(verdict: AnswerReading(.unknown, .interrupted)) }
      switch await transport.send(request) {
      case .failure(let failure): reading = Reading(verdict: AnswerReading(failure))
      case .answer(let answer):
        let facts = AnswerFacts(answer, by: step.probe.fields, mask: mask, hiding: parts)
        reading = Reading(verdict: read(answer), facts: facts, answer: answer)
        if isTimed, reading.verdict.validity != .live, answer.isTimed(unlike: clock()) {
          reading.verdict = AnswerReading(.unknown, .clockDiffers, status: answer.status)
        }
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
