/// A figure that others published, with the words of its own denominator: for reading beside one's own, and not
/// for chaining.
package struct PublishedFigure: Sendable, Hashable, Encodable {
  package let share: Double
  /// The cohort that it is about.
  package let year: Int
  /// When it was measured.
  package let measured: Int
  package let words: String
  package let source: String

  package static let all = [
    PublishedFigure(
      share: 0.70, year: 2022, measured: 2025,
      words: "70 % of the secrets detected on public GitHub in 2022 were still valid in 2025",
      source: "GitGuardian, State of Secrets Sprawl 2025"),
    PublishedFigure(
      share: 0.64, year: 2022, measured: 2026,
      words: "64 % of the secrets confirmed valid in 2022 were still not revoked in 2026",
      source: "GitGuardian, State of Secrets Sprawl 2026"),
  ]
}
