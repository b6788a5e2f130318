package import Findings

/// Describes one kind of credential: how to find it, how to tell it from noise, how long it lives and what
/// replaces it. Read from `detectors/*.toml`; `docs/detectors.md` documents the fields.
package struct Detector: Sendable, Hashable {
  package var summary: DetectorSummary
  package var confidence: Finding.Confidence
  package var rule: Rule
  /// Any of these must stand in the text before the rule is tried.
  package var literals: [Literal]
  /// PCRE2 for what the rule's value, which is base64, says: the credential is what it finds there, value as in
  /// `Rule.pattern`. Nil where the rule's value is the credential.
  package var decoded: String?
  package var reach: Reach
  /// Bits per byte that the value needs at least; 0 for no test.
  package var minEntropy: Double
  package var checksum: Checksum?
  /// Values that hold one of these (ASCII, case-insensitive) are placeholders.
  package var stopWords: [String]
  /// False when the catalogue's common placeholder test (`EXAMPLE`, `xxxx`, `1234…`) must not be applied.
  package var rejectsPlaceholders: Bool
  /// Path globs; when not empty, only occurrences at one of them count.
  package var paths: [String]
  /// Path globs whose occurrences do not count.
  package var excludedPaths: [String]
  package var companions: [Companion]
  package var dates: DateCarrier?
  package var tells: FactCarrier?
  package var policy: PolicyDeath?
  /// The request that tells whether a value is live; nil where no safe one is known.
  package var probe: Probe?
  /// Detectors whose matches win where both cover the same value.
  package var yieldsTo: [String]
  /// How many leading bytes of the value are the provider's public prefix, and may be shown.
  package var publicPrefix: Int
  package var examples: Examples

  package var id: String { summary.id }

  /// A value that belongs to the credential and stands near it.
  package struct Companion: Sendable, Hashable {
    /// Such as `secret`, `id`, `host`.
    package var role: String
    /// PCRE2; value as in `Rule.pattern`.
    package var pattern: String
    /// Bytes on either side of the match; `reach` covers it.
    package var distance: Int
    /// Without it there is no match.
    package var isRequired: Bool
    /// True when it is secret itself and is redacted.
    package var isSecret: Bool
    package var minEntropy: Double

    package init(
      role: String, pattern: String, distance: Int, isRequired: Bool, isSecret: Bool, minEntropy: Double
    ) {
      self.role = role
      self.pattern = pattern
      self.distance = distance
      self.isRequired = isRequired
      self.isSecret = isSecret
      self.minEntropy = minEntropy
    }
  }

  /// How dates are read off the value.
  package enum DateCarrier: String, Sendable, CaseIterable {
    case jwt
    case azureKey = "azure-key"
    case sas = "azure-sas"
    case awsPresigned = "aws-presigned"
    case x509
    case sshCertificate = "ssh-certificate"
    case sentry
    case fernet
    case discord
    case ulid
    case ksuid
    case objectID = "object-id"
    case uuid
  }

  /// A published rule of the provider that ends every credential of this kind.
  package struct PolicyDeath: Sendable, Hashable {
    /// All are dead from this day on.
    package var endedOn: Timestamp?
    /// Longest life in days from creation.
    package var maxDays: Int?
    /// Whether the owner can prolong it in place; only a certain `no` proves death.
    package var isExtendable: Extendable
    package var source: String
    package var checkedOn: Timestamp

    package enum Extendable: String, Sendable, CaseIterable { case no, yes, unknown }

    package init(
      endedOn: Timestamp?, maxDays: Int?, isExtendable: Extendable, source: String, checkedOn: Timestamp
    ) {
      self.endedOn = endedOn
      self.maxDays = maxDays
      self.isExtendable = isExtendable
      self.source = source
      self.checkedOn = checkedOn
    }
  }

  /// Templates of texts that must and must not match; `ExampleTemplate` generates the texts.
  package struct Examples: Sendable, Hashable {
    package var positive: [String]
    package var negative: [String]

    package init(positive: [String], negative: [String]) {
      self.positive = positive
      self.negative = negative
    }
  }

  package init(
    summary: DetectorSummary, confidence: Finding.Confidence = .high, rule: Rule, literals: [Literal],
    decoded: String? = nil, reach: Reach = .line, minEntropy: Double = 0, checksum: Checksum? = nil,
    stopWords: [String] = [],
    rejectsPlaceholders: Bool = true, paths: [String] = [], excludedPaths: [String] = [],
    companions: [Companion] = [], dates: DateCarrier? = nil,
    tells: FactCarrier? = nil, policy: PolicyDeath? = nil, probe: Probe? = nil, yieldsTo: [String] = [],
    publicPrefix: Int = 0,
    examples: Examples = Examples(positive: [], negative: [])
  ) {
    self.summary = summary
    self.confidence = confidence
    self.rule = rule
    self.literals = literals
    self.decoded = decoded
    self.reach = reach
    self.minEntropy = minEntropy
    self.checksum = checksum
    self.stopWords = stopWords
    self.rejectsPlaceholders = rejectsPlaceholders
    self.paths = paths
    self.excludedPaths = excludedPaths
    self.companions = companions
    self.dates = dates
    self.tells = tells
    self.policy = policy
    self.probe = probe
    self.yieldsTo = yieldsTo
    self.publicPrefix = publicPrefix
    self.examples = examples
  }
}
