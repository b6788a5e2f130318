package import Findings

/// An entry that names a secret by a digest, a value or a place.
package struct Claim: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// SHA-1 of the value, in lower-case hexadecimal, as detect-secrets has it.
    case sha1(String)
    /// SHA-256 of the value or of values and kinds together, as ggshield has it.
    case sha256(String)
    /// The value itself.
    case value(Secret)
    /// A part of the value, in any case.
    case part(Secret)
    /// Values that hold a match of this expression of PCRE2.
    case matching(String)
    /// Whatever stands on the line, in that commit or in the files as they are.
    case line(path: String, line: Int, commit: String?)
    /// Whatever was brought in by that commit alone.
    case commit(String)
  }

  package enum Purpose: Hashable, Sendable {
    /// Does not count: an entry of the ignore file.
    case ignored
    /// Known, and waits to be dealt with: an entry of the baseline.
    case known
  }

  package let subject: Subject
  /// Tried where the subject finds nothing.
  package let fallback: Subject?
  package let purpose: Purpose
  package let place: String
  package let name: String
  /// Id of the imported detector whose findings alone are meant.
  var detector: String?

  init(_ subject: Subject, or fallback: Subject? = nil, _ purpose: Purpose, place: String, name: String) {
    self.subject = subject
    self.fallback = fallback
    self.purpose = purpose
    self.place = place
    self.name = name
  }
}
