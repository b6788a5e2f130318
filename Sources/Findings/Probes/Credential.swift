/// A secret with what a probe needs beside it. It lives in memory only: no report, log or ledger holds one.
package struct Credential: Sendable, Hashable {
  package let fingerprint: Fingerprint
  /// Id of the detector.
  package let detector: String
  package let value: Secret
  /// The values that belong to it, by role; those that are no secret, such as a host, as well.
  package let companions: [String: Secret]

  package init(fingerprint: Fingerprint, detector: String, value: Secret, companions: [String: Secret]) {
    self.fingerprint = fingerprint
    self.detector = detector
    self.value = value
    self.companions = companions
  }
}
