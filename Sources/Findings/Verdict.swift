/// What a team should do, from validity and rotation; the worst first.
package enum Verdict: String, Codable, Sendable, CaseIterable, Comparable {
  /// Live and in place: revoke and replace.
  case openDoor
  /// Live though another value took its place.
  case replacedNotRevoked
  /// Live though the line was deleted.
  case deletedNotRotated
  /// In place; nobody knows whether it works. Ranked by age.
  case suspect
  /// Deleted; nobody knows whether it works.
  case deletedUnproven
  /// Superseded; nobody knows whether the old value works.
  case probablyRotated
  /// Dead, but still in place: remove it.
  case stale
  /// Dead and superseded.
  case rotated
  /// Dead and removed.
  case cleaned

  package init(validity: Validity, rotation: Rotation) {
    switch (validity, rotation) {
    case (.live, .none), (.limited, .none): self = .openDoor
    case (.live, .superseded), (.limited, .superseded): self = .replacedNotRevoked
    case (.live, .removed), (.limited, .removed): self = .deletedNotRotated
    case (.dead, .none), (.expired, .none): self = .stale
    case (.dead, .superseded), (.expired, .superseded): self = .rotated
    case (.dead, .removed), (.expired, .removed): self = .cleaned
    case (_, .none): self = .suspect
    case (_, .superseded): self = .probablyRotated
    case (_, .removed): self = .deletedUnproven
    }
  }

  /// 0 for the worst verdict.
  package var rank: Int { Verdict.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
}
