package import Findings

/// What a run of probes may do.
package struct ProbeOptions: Sendable {
  /// Whose credentials may be sent.
  package enum Consent: Sendable, Hashable {
    case everything
    /// Ids of detectors.
    case detectors(Set<String>)
  }

  package var consent = Consent.everything
  package var allowsMint = false
  package var allowsURLSecret = false
  /// Twelve digits each: AWS accounts whose keys are alarms and are never used.
  package var canaryAccounts: Set<String> = []
  /// Asks again what was answered a short while ago.
  package var asksAgain = false
  package var rules = NetworkRules()
  /// Requests a second to one host, and in all.
  package var hostRate = 1.0
  package var totalRate = 8.0
  /// Hosts that are asked at the same time.
  package var hostsAtOnce = 8
  package var now: Timestamp
  /// The observations' time; nil for the clock's. Signatures always take the clock's.
  package var recordedTime: Timestamp?
  /// Of fingerprints; masks owners.
  package var key: [UInt8]
  package var version: String
  /// The catalogue's digest.
  package var catalog: String

  package init(now: Timestamp, key: [UInt8], version: String, catalog: String) {
    self.now = now
    self.key = key
    self.version = version
    self.catalog = catalog
  }
}
