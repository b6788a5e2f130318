/// Whether a secret still works. Never a Bool: a timeout is not a rotation, a 403 is not a live key.
package enum Validity: String, Codable, Sendable, CaseIterable {
  /// The provider accepts it.
  case live
  /// The provider knows it but refuses this use.
  case limited
  /// Revoked: the provider refuses it.
  case dead
  /// Its own date, or its provider's policy, has ended it.
  case expired
  /// A probe was inconclusive; the reason stands beside it.
  case unknown
  /// No safe probe exists.
  case unprobeable
  /// Nobody asked.
  case unprobed

  /// True for `dead` and `expired`: an age no longer grows.
  package var hasEnded: Bool { self == .dead || self == .expired }
}
