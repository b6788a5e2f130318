internal import Scanning

extension FingerprintKey {
  /// From `LEAKAGE_KEY`, else the baseline's salt, else a constant that everybody knows: the fingerprints are
  /// then stable everywhere, but a guessed value can be compared with them.
  static func chosen(baselineSalt: [UInt8]?, environment: ProcessEnvironment) -> FingerprintKey {
    if let key = environment["LEAKAGE_KEY"] { return FingerprintKey(key.utf8) }
    return FingerprintKey(baselineSalt ?? Array("leakage".utf8))
  }
}
