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
    /// It is an id of the other tool's own rules, which are not read: what they find nobody here knows.
    var isOfOtherRules = false

    package init(name: String, place: String) {
      self.name = name
      self.place = place
    }
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
