/// The secrets and posture issues that are known, by fingerprint and never by position, so that only new ones count. It
/// holds no value. `docs/suppression.md` documents the file.
package struct Baseline: Sendable, Hashable {
  /// The version of the file's format that this program writes; it reads no other.
  package static let currentVersion = 1

  /// Key of the fingerprints in hexadecimal, where the baseline brings its own; at least 16 bytes.
  package let salt: String?
  /// Names the key that the fingerprints were made with, without revealing it.
  package let keyID: String?
  package let created: Timestamp
  /// Sorted by fingerprint, which are distinct.
  package let entries: [Entry]
  /// Posture issues that are known; sorted by fingerprint, which are distinct.
  package let posture: [PostureEntry]

  /// One known secret.
  package struct Entry: Codable, Sendable, Hashable {
    package let fingerprint: Fingerprint
    package let detector: String
    /// Sorted, distinct: a copy at any other path makes the finding `updated`.
    package let paths: [String]
    /// How many copies there were, where the report did not list them all.
    package let copies: Int?
    /// When the baseline first knew it.
    package let firstSeen: Timestamp
    /// Why it is accepted; written by hand.
    package let reason: String?

    package init(
      fingerprint: Fingerprint, detector: String, paths: some Sequence<String>, copies: Int? = nil,
      firstSeen: Timestamp, reason: String? = nil
    ) {
      self.fingerprint = fingerprint
      self.detector = detector
      self.paths = Set(paths).sorted()
      self.copies = copies
      self.firstSeen = firstSeen
      self.reason = reason
    }
  }

  /// Entries with the same fingerprint, such as a merge of two branches leaves, become one; paths that
  /// somebody wrote by hand are sorted.
  package init(
    salt: String? = nil, keyID: String? = nil, created: Timestamp, entries: [Entry],
    posture: [PostureEntry] = []
  ) {
    self.salt = salt
    self.keyID = keyID
    self.created = created
    self.entries = Dictionary(entries.map { ($0.fingerprint, $0.merged(with: $0)) }) { $0.merged(with: $1) }
      .values.sorted { $0.fingerprint < $1.fingerprint }
    self.posture = Dictionary(posture.map { ($0.fingerprint, $0) }) { $0.merged(with: $1) }
      .values.sorted { $0.fingerprint < $1.fingerprint }
  }
}

extension Baseline.Entry {
  /// What both know, since the earlier of the two days.
  func merged(with other: Self) -> Self {
    Self(
      fingerprint: fingerprint, detector: detector, paths: paths + other.paths,
      copies: [copies, other.copies].compactMap(\.self).max(), firstSeen: min(firstSeen, other.firstSeen),
      reason: reason ?? other.reason)
  }
}

/// Why a file is no baseline.
package struct BaselineError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case notJSON = "baseline-not-json"
    case malformed = "baseline-malformed"
    case unknownVersion = "baseline-version"
  }
  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
