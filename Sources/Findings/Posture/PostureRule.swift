/// A practice that leads to leaks, or keeps them dangerous: what a posture check looks for.
package struct PostureRule: Codable, Sendable, Hashable {
  /// Such as `actions-aws-static-key`; differs from every detector's.
  package let id: String
  package let title: String
  package let severity: Severity
  package let why: String
  package let fix: String
  /// Where the fix is documented.
  package let reference: String

  package init(id: String, title: String, severity: Severity, why: String, fix: String, reference: String) {
    self.id = id
    self.title = title
    self.severity = severity
    self.why = why
    self.fix = fix
    self.reference = reference
  }
}
