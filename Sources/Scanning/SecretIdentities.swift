internal import Detectors
internal import Findings

/// Names, redactions and measures of the secrets in a table.
struct SecretIdentities {
  private let table: SecretTable
  private let detectors: DetectorList
  private let fingerprinter: Fingerprinter

  init(_ table: SecretTable, _ detectors: DetectorList, key: FingerprintKey) {
    self.table = table
    self.detectors = detectors
    fingerprinter = Fingerprinter(key: key)
  }

  func companionValues(_ secret: Int32) -> [String: [UInt8]] {
    Dictionary(
      table.companions[Int(secret)].map { ($0.role, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  func fingerprint(_ secret: Int32) -> Fingerprint {
    let key = table.secrets[Int(secret)]
    let secrets = table.companions[Int(secret)].filter(\.isSecret)
    return fingerprinter.fingerprint(
      detector: detectors[Int(key.detector)].id, value: key.value,
      companions: Dictionary(secrets.map { ($0.role, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  func redactedCompanions(_ secret: Int32) -> [String: String] {
    Dictionary(
      table.companions[Int(secret)].map { companion in
        let isShown = !companion.isSecret && (companion.role != "user" || !FactText.isToken(companion.value))
        return (
          companion.role,
          isShown ? Printable.text(companion.value.prefix(200)) : Secret(companion.value).redacted
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// With all values: for probes only.
  func credential(_ secret: Int32, _ fingerprint: Fingerprint, _ value: Secret) -> Credential {
    Credential(
      fingerprint: fingerprint, detector: detectors[Int(table.secrets[Int(secret)].detector)].id,
      value: value,
      companions: companionValues(secret).mapValues { Secret($0) })
  }

  func entropy(_ secret: Int32) -> Double {
    (Entropy.bitsPerByte(table.secrets[Int(secret)].value) * 100).rounded() / 100
  }
}
