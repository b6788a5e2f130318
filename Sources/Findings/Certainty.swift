/// How sure a finding is, and why: in few bytes, since every place of a secret has one.
package struct Certainty: Sendable, Hashable {
  package private(set) var level: Finding.Confidence
  package private(set) var reasons: Reasons

  package init(_ level: Finding.Confidence, _ reasons: Reasons) {
    self.level = level
    self.reasons = reasons
  }

  /// The same with one more reason, which may set the level.
  package func with(_ reason: Reasons, level: Finding.Confidence? = nil) -> Certainty {
    Certainty(level ?? self.level, reasons.union(reason))
  }

  /// A total order: the surer, then the one with the more important reasons.
  package static func precedes(_ left: Certainty, _ right: Certainty) -> Bool {
    if left.level != right.level { return left.level.rank > right.level.rank }
    return left.reasons.rawValue < right.reasons.rawValue
  }

  /// What tells a secret, or speaks against one; the raw value's order is that of importance.
  package struct Reasons: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let checksum = Reasons(rawValue: 1)
    package static let shape = Reasons(rawValue: 1 << 1)
    package static let companion = Reasons(rawValue: 1 << 2)
    package static let wordAndName = Reasons(rawValue: 1 << 3)
    package static let keyword = Reasons(rawValue: 1 << 4)
    package static let word = Reasons(rawValue: 1 << 5)
    package static let nearName = Reasons(rawValue: 1 << 6)
    package static let nearProse = Reasons(rawValue: 1 << 7)
    package static let wordAlone = Reasons(rawValue: 1 << 8)
    package static let looseShape = Reasons(rawValue: 1 << 9)
    package static let secretName = Reasons(rawValue: 1 << 10)
    package static let random = Reasons(rawValue: 1 << 11)
    package static let password = Reasons(rawValue: 1 << 12)
    package static let configuration = Reasons(rawValue: 1 << 13)
    package static let ordinary = Reasons(rawValue: 1 << 14)
    package static let testPath = Reasons(rawValue: 1 << 15)
    package static let documentPath = Reasons(rawValue: 1 << 16)

    /// In the order of importance.
    private static let phrases: [(Reasons, String)] = [
      (.checksum, "its checksum agrees"), (.shape, "a shape of its own"),
      (.companion, "what belongs to it stands near"),
      (.wordAndName, "assigned to a name that holds the provider's and a credential's"),
      (.keyword, "assigned to a name of the provider's"),
      (.word, "assigned to a name that holds the provider's"),
      (.nearName, "assigned to a secret-like name near the provider's"),
      (.nearProse, "a credential word before it near the provider's name"),
      (.wordAlone, "the provider's name before it"), (.looseShape, "a shape that others share"),
      (.secretName, "assigned to a secret-like name"), (.random, "looks random"),
      (.password, "looks like a password"), (.configuration, "in a configuration file"),
      (.ordinary, "may be a word, a name or a hash"), (.testPath, "test or example path"),
      (.documentPath, "documentation"),
    ]

    package var phrases: [String] { Reasons.phrases.filter { contains($0.0) }.map(\.1) }

    /// All that there are, for the documentation's test.
    package static var allPhrases: [String] { phrases.map(\.1) }
  }
}

extension Finding.Confidence {
  /// One step less, `low` at the least.
  package var lowered: Finding.Confidence { Finding.Confidence.allCases[max(0, rank - 1)] }
}
