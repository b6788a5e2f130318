/// A finding's severity: its detector's, less where the secret is no use alone, more where it is read by others
/// than the people who work on the repository.
package struct SeverityRating: Sendable, Hashable {
  package let severity: Severity
  /// Why it is not the detector's, in words; empty where it is.
  package let reasons: [String]

  /// - Parameter detector: The severity that the detector gives its credentials.
  package init(detector: Severity, facts: Facts, surfaces: some Sequence<Surface>) {
    var severity = detector
    var reasons: [String] = []
    if facts.isEncrypted, severity > .medium {
      reasons.append("lowered from \(severity.rawValue): it is encrypted, and no use without its passphrase")
      severity = .medium
    }
    if let surface = surfaces.filter({ $0.audience != nil }).min(), let audience = surface.audience,
      severity < .critical
    {
      reasons.append("raised from \(severity.rawValue): it stands in \(surface.rawValue), \(audience)")
      severity = severity.next
    }
    self.severity = severity
    self.reasons = reasons
  }
}

extension Severity {
  /// One step up; `critical` stays.
  fileprivate var next: Severity {
    switch self {
    case .low: .medium
    case .medium: .high
    case .high, .critical: .critical
    }
  }
}
