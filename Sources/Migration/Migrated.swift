package import Findings

/// What was read from other tools' files, in our terms.
package struct Migrated: Sendable {
  package internal(set) var detectors: [DetectorDraft] = []
  /// Paths at which nothing counts.
  package internal(set) var excludedPaths: [PathEntry] = []
  /// Built-in detectors that are not to be used; ids, once they were checked.
  package internal(set) var disabled: [Disabled] = []
  /// What names a secret without its fingerprint: a scan has to tell which it is.
  package internal(set) var claims: [Claim] = []
  package internal(set) var remarks: [Remark] = []

  package init() {}

  /// A path pattern.
  package struct PathEntry: Hashable, Sendable {
    package let glob: String
    package let place: String
  }

  /// A detector by the other tool's name.
  package struct Disabled: Hashable, Sendable {
    package let name: String
    package let place: String
  }

  mutating func note(_ remark: Remark) { remarks.append(remark) }

  /// What another file brought.
  package mutating func add(_ other: Migrated) {
    for draft in other.detectors {
      if let twin = detectors.firstIndex(where: { $0.id == draft.id }) {
        note(
          Remark(
            .left, place: draft.place, name: draft.name,
            reason: "a rule of the same id was read from \(detectors[twin].place)",
            advice: "give it another id"))
      } else {
        detectors.append(draft)
      }
    }
    for entry in other.excludedPaths where !excludedPaths.contains(where: { $0.glob == entry.glob }) {
      excludedPaths.append(entry)
    }
    for entry in other.disabled where !disabled.contains(where: { $0.name == entry.name }) {
      disabled.append(entry)
    }
    claims += other.claims
    remarks += other.remarks
  }
}

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
