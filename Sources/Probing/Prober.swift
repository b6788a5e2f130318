internal import Detectors
package import Findings

/// Works through a plan: host by host, one request at a time to each, at the agreed rate.
package actor Prober {
  let options: ProbeOptions
  let transport: any Transport
  let builder: RequestBuilder
  let mask: OwnerMask
  let clock: @Sendable () -> Timestamp
  var limiter: RateLimiter
  var breaker = Breaker()
  /// How each endpoint answered a wrong value.
  var controls: [String: AnswerReading] = [:]

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
    var areAll = step.hasAllPairings
    for parts in step.pairings {
      let reading = await ask(step, parts)
      guard reading.verdict.reason != .interrupted else { return nil }
      readings.append(reading)
      if reading.verdict.validity == .dead, step.probe.scheme == .awsSTS {
        // The id alone is unknown there, whatever is signed with.
        areAll = true
        break
      }
      guard reading.verdict.isWorthAnotherPairing else { break }
    }
    guard let facts = readings.last?.facts,
      let verdict = AnswerReading.joined(readings.map(\.verdict), areAll: areAll)
    else { return nil }
    return observation(step, verdict, facts)
  }

  private func observation(_ step: ProbeStep, _ verdict: AnswerReading, _ facts: AnswerFacts) -> Observation {
    Observation(
      fingerprint: step.credential.fingerprint, detector: step.detector.id, endpoint: step.endpoint,
      time: options.recordedTime ?? clock(), validity: verdict.validity, reason: verdict.reason,
      httpStatus: verdict.status, created: facts.created, expires: facts.expires, lastUsed: facts.lastUsed,
      owner: facts.owner, scopes: facts.scopes, catalog: options.catalog,
      source: step.probe.kind == .publicLookup ? .lookup : .probe,
      account: step.login.map { mask.hash("\(step.host) \($0.account)") })
  }
}
