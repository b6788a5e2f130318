import Findings

/// Findings that do not count, or count again.
extension SampleReport {
  static var suppressed: Finding {
    var finding = finding(
      16, detector: "generic-assignment", exposure: exposure(21, 2025, 5, 5),
      occurrences: [occurrence("test/fixtures/keys.json", isInPlace: true)])
    finding.suppression = Suppression(
      source: .ignoreFile, reason: "test fixture [no key]", expires: Timestamp(year: 2027, month: 1, day: 1))
    return finding
  }

  static var baselined: Finding { compared(17, .unchanged) }
  static var updated: Finding { compared(18, .updated) }
  static var gone: Finding { compared(19, .absent) }

  private static func compared(_ seed: UInt8, _ state: BaselineState) -> Finding {
    var finding = finding(
      seed, detector: "jwt", redacted: "eyJ… (99 chars)", exposure: exposure(seed, 2025, 10, 1),
      occurrences: [occurrence("web/config-\(seed).js", isInPlace: state != .absent)])
    finding.baselineState = state
    return finding
  }
}
