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

  /// Throws why it cannot be asked.
  init(
    _ credential: Credential, _ detector: Detector, _ probe: Probe, pairing: Pairing, options: ProbeOptions
  ) throws(ProbeFailure) {
    self.credential = credential
    self.detector = detector
    self.probe = probe
    (pairings, hasAllPairings) = pairing.candidates(for: credential)
    if probe.kind == .handshake {
      let login = try Login(pairings[0], scheme: probe.scheme, rules: options.rules)
      guard options.rules.isAllowed(login.host) else { throw ProbeFailure(.hostNotAllowed) }
      self.login = login
      host = "\(login.service.rawValue)://\(login.host)"
      endpoint = "LOGIN \(host)"
    } else {
      login = nil
      host = try RequestBuilder(version: "").host(probe, pairings[0])
      endpoint = "\(probe.method.rawValue) \(probe.host)\(probe.path.prefix { $0 != "?" })"
    }
  }
}
