package import Findings

/// What a scan made of the claims.
package struct Resolution: Sendable {
  /// Secrets that do not count, with the entry that says so.
  package private(set) var ignored: [Entry] = []
  package private(set) var known: Set<Fingerprint> = []
  package private(set) var remarks: [Remark] = []

  package struct Entry: Hashable, Sendable {
    package let fingerprint: Fingerprint
    package let reason: String
  }

  /// Without a scan nothing can be told.
  package init(unresolved claims: [Claim]) {
    remarks = claims.map { claim in
      Remark(
        .left, place: claim.place, name: claim.name, reason: "it names no secret by our fingerprint",
        advice: "let a scan find which it is: leakage import --resolve PATH")
    }
  }

  /// - Parameter isWhole: The scan saw everything: what it did not find is not there.
  package init(_ claims: [Claim], by resolver: ClaimResolver, isWhole: Bool) {
    var seen: Set<Fingerprint> = []
    for claim in claims {
      switch resolver.answer(to: claim) {
      case .found(let fingerprints): note(fingerprints.sorted(), claim, &seen)
      case .nothing where isWhole:
        remark(.needless, claim, "no secret that leakage finds is meant: there is nothing to put aside", nil)
      case .nothing:
        remark(
          .left, claim, "the scan was not complete, and found no secret that is meant",
          "mend that and import again")
      case .several(let count):
        remark(
          .left, claim, "\(count) secrets stand on that line",
          "put the one aside by its fingerprint, in .leakageignore")
      }
    }
    known.subtract(ignored.map(\.fingerprint))
  }

  private mutating func note(_ fingerprints: [Fingerprint], _ claim: Claim, _ seen: inout Set<Fingerprint>) {
    guard claim.purpose == .ignored else {
      known.formUnion(fingerprints)
      return
    }
    for fingerprint in fingerprints where seen.insert(fingerprint).inserted {
      ignored.append(
        Entry(fingerprint: fingerprint, reason: "imported from \(Remark.base(claim.place)): \(claim.name)"))
    }
  }

  private mutating func remark(_ kind: Remark.Kind, _ claim: Claim, _ reason: String, _ advice: String?) {
    remarks.append(Remark(kind, place: claim.place, name: claim.name, reason: reason, advice: advice))
  }
}
