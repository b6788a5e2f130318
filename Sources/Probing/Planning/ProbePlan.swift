package import Detectors
package import Findings

/// What a run would send, and what it leaves out and why. Nothing is sent to make it.
package struct ProbePlan: Sendable {
  package private(set) var steps: [ProbeStep] = []
  package private(set) var skipped: [Skipped] = []

  package struct Skipped: Sendable, Hashable {
    package let fingerprint: Fingerprint
    package let detector: String
    package let reason: ProbeReason
  }

  /// - Parameters:
  ///   - known: What the ledger holds.
  ///   - groups: The paths that each credential stands at: parts may be paired within one.
  package init(
    _ credentials: [Credential], catalog: DetectorCatalog, options: ProbeOptions,
    known: [Fingerprint: ValidityTimeline] = [:], paths: [Fingerprint: Set<String>] = [:]
  ) {
    let detectors = Dictionary(catalog.detectors.map { ($0.id, $0) }) { first, _ in first }
    let pairing = Pairing(credentials, paths: paths)
    var seen: Set<Fingerprint> = []
    var accounts: Set<String> = []
    for credential in credentials where seen.insert(credential.fingerprint).inserted {
      do throws(ProbeFailure) {
        // What rests on practice alone is never sent: somebody has to read the provider's page first.
        guard let detector = detectors[credential.detector], let probe = detector.probe,
          probe.basis == .documented
        else {
          throw ProbeFailure(.noProbe)
        }
        try Self.check(credential, probe, options, known[credential.fingerprint])
        let step = try ProbeStep(
          credential, detector, probe, wasLive: Self.wasLive(known[credential.fingerprint]), pairing: pairing,
          options: options)
        if let login = step.login, !accounts.insert("\(step.host) \(login.account)").inserted {
          throw ProbeFailure(.attemptedToday)
        }
        steps.append(step)
      } catch {
        skipped.append(
          Skipped(fingerprint: credential.fingerprint, detector: credential.detector, reason: error.reason))
      }
    }
  }

  private static func check(
    _ credential: Credential, _ probe: Probe, _ options: ProbeOptions, _ known: ValidityTimeline?
  ) throws(ProbeFailure) {
    if case .detectors(let ids) = options.consent, !ids.contains(credential.detector) {
      throw ProbeFailure(.noConsent)
    }
    if !options.canaryAccounts.isEmpty,
      let account = AWSAccount.number(ofKeyID: CredentialParts(credential).value),
      options.canaryAccounts.contains(account)
    {
      throw ProbeFailure(.canary)
    }
    if probe.kind == .mint, !options.allowsMint { throw ProbeFailure(.mintNotAllowed) }
    if probe.kind == .urlSecret, !options.allowsURLSecret { throw ProbeFailure(.urlSecretNotAllowed) }
    guard let known else { return }
    let probes = known.observations.filter { $0.source != .inventory && $0.reason?.isOurOwn != true }
    // What is dead is past prolonging: a second refusal on another day may confirm it.
    if probe.renewsOnUse, probes.contains(where: { !$0.validity.hasEnded }) {
      throw ProbeFailure(.wouldRenew)
    }
    if probe.kind == .handshake, let last = probes.last, options.now.seconds - last.time.seconds < 86_400 {
      throw ProbeFailure(.attemptedToday)
    }
    if !options.asksAgain, isFresh(known, at: options.now) { throw ProbeFailure(.recentlyAsked) }
  }

  private static func wasLive(_ known: ValidityTimeline?) -> Bool {
    known?.observations.contains { $0.source == .probe && $0.validity == .live } ?? false
  }

  /// Live is believed for a day, an inconclusive answer for an hour, a dead one until another day can confirm it
  /// and then for ever.
  static func isFresh(_ known: ValidityTimeline, at now: Timestamp) -> Bool {
    let age = now.seconds - known.last.time.seconds
    switch known.last.validity {
    case .live, .limited: return age < 86_400
    case .dead, .expired: return known.isConfirmed || known.last.time.date == now.date
    case .unknown, .unprobeable, .unprobed: return age < 3600
    }
  }
}

extension ProbeReason {
  /// Nothing was sent.
  var isOurOwn: Bool {
    switch self {
    case .interrupted, .noConsent, .noProbe, .noClient, .canary, .wouldRenew, .hostNotAllowed,
      .mintNotAllowed,
      .urlSecretNotAllowed, .attemptedToday, .recentlyAsked, .breakerOpen, .incompleteCredential,
      .addressRefused, .nameUnresolved, .clientLibraryMissing:
      true
    default: false
    }
  }
}
