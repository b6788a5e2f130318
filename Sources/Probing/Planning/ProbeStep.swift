package import Detectors
package import Findings

/// One credential to ask about, and how.
package struct ProbeStep: Sendable {
  package let credential: Credential
  package let detector: Detector
  package let probe: Probe
  /// Its own companions first, then those that may belong to it as well.
  package let pairings: [CredentialParts]
  /// Nothing else near it could be its other part.
  package let hasAllPairings: Bool
  /// Method and address without anything of the credential.
  package let endpoint: String
  /// What is paced and broken off together: the host, or the login's service and host.
  package let host: String
  package let login: Login?
  /// A probe found it alive before, from here: what refuses it now knew it then.
  package let wasLive: Bool

  /// Throws why it cannot be asked.
  init(
    _ credential: Credential, _ detector: Detector, _ probe: Probe, wasLive: Bool = false, pairing: Pairing,
    options: ProbeOptions
  ) throws(ProbeFailure) {
    self.credential = credential
    self.detector = detector
    self.probe = probe
    self.wasLive = wasLive
    if probe.kind == .handshake {
      // A connection string holds all of its parts, and another attempt would be a second one of the account.
      (pairings, hasAllPairings) = ([CredentialParts(credential)], true)
      let login = try Login(pairings[0], scheme: probe.scheme, rules: options.rules)
      guard options.rules.isAllowed(login.host) else { throw ProbeFailure(.hostNotAllowed) }
      self.login = login
      host = "\(login.service.rawValue)://\(login.host)"
      endpoint = "LOGIN \(host)"
    } else {
      (pairings, hasAllPairings) = pairing.candidates(for: credential)
      login = nil
      host = try RequestBuilder(version: "").host(probe, pairings[0])
      endpoint = "\(probe.method.rawValue) \(probe.host)\(probe.path.prefix { $0 != "?" })"
    }
  }
}
