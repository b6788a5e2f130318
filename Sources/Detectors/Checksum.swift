/// A check that the format itself carries.
package enum Checksum: String, Sendable, CaseIterable {
  /// GitHub and npm: the last six characters are the CRC-32 (IEEE) of the characters between the prefix's `_`
  /// and themselves, in base 62 (`0-9A-Za-z`), padded with `0`.
  /// Source: GitHub's engineering blog, "Behind GitHub's new authentication token formats" (2021).
  case github
}
