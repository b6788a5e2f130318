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

  /// A string that the prefilter looks for.
  package struct Literal: Sendable, Hashable {
    /// At least three bytes of ASCII.
    package var text: String
    package var ignoresCase: Bool

    package init(_ text: String, ignoresCase: Bool = false) {
      self.text = text
      self.ignoresCase = ignoresCase
    }
  }

  package enum Rule: Sendable, Hashable {
    /// A PCRE2 pattern. The value is the group named `secret`, else the first group, else the whole match;
    /// other named groups are companion values of the same match.
    case pattern(String)
    /// A value of a given shape behind one of the literals, on the same line: the shared mechanism for
    /// credentials that have no shape of their own.
    case context(Context)
  }

  /// The shape of a value that is told by the words before it.
  package struct Context: Sendable, Hashable {
    package var charset: Charset
    package var length: ClosedRange<Int>
    /// True when the value must stand behind an assignment (`=`, `:`, `=>`, …) to a name that holds the word.
    package var isAssigned: Bool
    /// Must hold a digit and a letter.
    package var isMixed: Bool
    /// The provider's own names, in lower case, with `_` for a joint. One of them near a value that is told as a
    /// credential is enough; the detector's literals then are optional.
    package var words: [String]
    /// Most bytes between a word and the value behind it.
    package var distance: Int
    /// Names of the provider's credentials beyond the common ones (`key`, `token`, …), written as `words`.
    package var names: [String]

    package init(
      charset: Charset, length: ClosedRange<Int>, isAssigned: Bool, isMixed: Bool, words: [String] = [],
      distance: Int = Context.usualDistance, names: [String] = []
    ) {
      self.charset = charset
      self.length = length
      self.isAssigned = isAssigned
      self.isMixed = isMixed
      self.words = words
      self.distance = distance
      self.names = names
    }

    package static let usualDistance = 96
  }

  package enum Charset: String, Sendable, CaseIterable {
    case digits
    /// Lower-case hexadecimal or upper-case hexadecimal, not mixed.
    case hex
    case alphanumeric
    case lowerAlphanumeric = "lower-alphanumeric"
    case base64
    /// `A-Za-z0-9_-`
    case base64url
    /// `A-Za-z0-9_.~+/=-`: the characters of a bearer token (RFC 6750, section 2.1).
    case token
    /// Every printable ASCII character but quotes, white space and backslash.
    case printable
    /// 8-4-4-4-12 hexadecimal digits.
    case uuid
  }

  /// How much text around a literal the rule may look at. The novel-bytes search relies on it: nothing
  /// outside the reach may change the rule's answer.
  package struct Reach: Sendable, Hashable {
    /// Bytes before the literal's first byte.
    package var before: Int
    /// Bytes behind the literal's last byte.
    package var after: Int
    /// True when it ends at the line's ends as well.
    package var isLine: Bool

    package static let line = Reach(before: 256, after: 1024, isLine: true)

    package init(before: Int, after: Int, isLine: Bool) {
      self.before = before
      self.after = after
      self.isLine = isLine
    }
  }

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
