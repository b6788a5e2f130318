/// What happens to one repository of an audit.
package enum AuditEvent: Sendable {
  case fetching(String)
  case began(String, bytes: Int64)
  /// How much of its objects is read, 0 to 1; some ten times a second.
  case progressed(String, fraction: Double)
  case ended(AuditResult)
}

/// How one repository of an audit ended.
package struct AuditResult: Sendable {
  package enum Way: String, Sendable {
    /// Nothing had changed: the last report stands.
    case unchanged
    /// Only what is new was searched.
    case grown
    /// What is new was searched with all detectors, the rest with those that changed.
    case rechecked
    /// Everything was searched.
    case whole
    /// It could not be scanned.
    case failed
    /// The audit was stopped before or while it was scanned.
    case stopped
  }

  package let name: String
  package let way: Way
  package var bytes: Int64 = 0
  package var findings = 0
  package var isComplete = true
  package var milliseconds = 0
  /// Why it failed, in words.
  package var reason: String?
  package var help: String?

  package init(name: String, way: Way) {
    self.name = name
    self.way = way
  }
}
