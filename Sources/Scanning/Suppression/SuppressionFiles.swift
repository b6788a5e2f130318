package import Findings

extension IgnoreFile {
  package static let defaultName = ".leakageignore"

  /// Reads the file; without rules when there is none.
  package static func read(at path: String) throws(SettingsError) -> IgnoreFile {
    guard let text = try TextFile.text(at: path, limit: 16 << 20) else { return IgnoreFile() }
    return parse(text, path: path)
  }
}

extension Baseline {
  /// Reads the file; nil when there is none.
  package static func read(at path: String) throws(SettingsError) -> Baseline? {
    guard let bytes = try TextFile.bytes(at: path, limit: 256 << 20) else { return nil }
    do {
      return try Baseline(json: bytes)
    } catch {
      throw SettingsError(
        .baseline, "not a baseline: \(error)", place: path,
        help: "write it anew with: leakage baseline create -o \(path)")
    }
  }

  package func write(to path: String) throws(SettingsError) {
    let bytes: [UInt8]
    do {
      bytes = try json()
    } catch {
      throw SettingsError(.baseline, "cannot be written as JSON", place: path)
    }
    try TextFile.write(bytes, to: path)
  }

  /// What to tell when the baseline was made with another key than the scan's: no fingerprint can agree
  /// then, and every secret looks new.
  package func mismatch(with key: FingerprintKey) -> Diagnostic? {
    guard let keyID, keyID != Fingerprinter(key: key).keyID else { return nil }
    return Diagnostic(
      severity: .warning, code: "baseline-key",
      message: "the baseline was made with another key: every secret will look new",
      help: "set \(FingerprintKey.environmentVariable) to the key it was made with, or create it anew",
      isIncomplete: false)
  }
}
