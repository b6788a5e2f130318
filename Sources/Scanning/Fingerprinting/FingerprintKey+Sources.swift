package import Findings

extension FingerprintKey {
  package static let environmentVariable = "LEAKAGE_KEY"

  /// The key where nobody gives one, so that a secret has the same fingerprint on every machine. **Not
  /// secret**: everybody who reads this can guess low-entropy values and compare their fingerprints.
  package static let publicDefault = FingerprintKey("leakage public fingerprint key 1".utf8)

  /// The environment's key, else the baseline's salt, else the public default. An empty variable counts as
  /// unset: continuous integration sets it so where a secret is withheld, and the key id shows the mismatch.
  package static func resolve(environment: [String: String], baseline: Baseline? = nil) -> FingerprintKey {
    resolve(variable: environment[environmentVariable], baseline: baseline)
  }

  /// The same, given the variable's value.
  package static func resolve(variable: String?, baseline: Baseline? = nil) -> FingerprintKey {
    if let variable, !variable.isEmpty { return FingerprintKey(variable.utf8) }
    if let salt = baseline?.salt, let bytes = Baseline.bytes(ofSalt: salt) { return FingerprintKey(bytes) }
    return publicDefault
  }

  /// 32 random hexadecimal digits for a new baseline.
  package static func makeSalt() -> String {
    var generator = SystemRandomNumberGenerator()
    return makeSalt(using: &generator)
  }

  package static func makeSalt(using generator: inout some RandomNumberGenerator) -> String {
    Fingerprint(code: (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }).description
  }
}

/// A key shows its length and nothing else, also when dumped.
extension FingerprintKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "key of \(bytes.count) bytes" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["length": bytes.count]) }
}
