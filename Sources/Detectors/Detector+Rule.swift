extension Detector {
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
    /// Names that the provider has and that look like a credential's but are none: `project_key`.
    package var otherNames: [String]

    package init(
      charset: Charset, length: ClosedRange<Int>, isAssigned: Bool, isMixed: Bool, words: [String] = [],
      distance: Int = Context.usualDistance, names: [String] = [], otherNames: [String] = []
    ) {
      self.charset = charset
      self.length = length
      self.isAssigned = isAssigned
      self.isMixed = isMixed
      self.words = words
      self.distance = distance
      self.names = names
      self.otherNames = otherNames
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
}
