/// How long a credential lives by its nature.
package enum LifetimeClass: String, Codable, Sendable, CaseIterable {
  /// At most 24 hours by design.
  case ephemeral
  /// Has an end date.
  case expiring
  /// Valid until somebody revokes it.
  case longLived = "long-lived"
}

package enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
  case low, medium, high, critical

  package static func < (left: Severity, right: Severity) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// What a report says about a detector.
package struct DetectorSummary: Codable, Sendable, Hashable {
  /// Such as `github-pat-classic`; unique in the catalogue.
  package let id: String
  /// Such as `GitHub personal access token (classic)`.
  package let name: String
  package let provider: String
  package let category: String
  package let severity: Severity
  package let lifetime: LifetimeClass
  /// How to revoke: words or an address.
  package let revoke: String?
  /// The short-lived or keyless credential that replaces it.
  package let replacement: String?
  /// Where the format is documented.
  package let reference: String?

  package init(
    id: String, name: String, provider: String, category: String, severity: Severity,
    lifetime: LifetimeClass, revoke: String? = nil, replacement: String? = nil, reference: String? = nil
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.category = category
    self.severity = severity
    self.lifetime = lifetime
    self.revoke = revoke
    self.replacement = replacement
    self.reference = reference
  }
}
