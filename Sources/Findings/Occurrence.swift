/// A secret at a path, from the commit that brought it there to the one that took it away. Edits of the file
/// that leave the secret in it do not start another occurrence.
package struct Occurrence: Codable, Sendable, Hashable {
  /// What kind of text held it.
  package enum Medium: String, Codable, Sendable {
    case file, commitMessage, tagMessage, note, index, workTree, standardInput
    /// A ref that points at a blob directly.
    case ref
    /// The configuration of a container image: variables, labels, the instructions of its build.
    case imageConfig
  }
  package let medium: Medium
  /// What the file is for; nil for what is no file.
  package let surface: Surface?
  /// Path from the repository's root with `/`; invalid UTF-8 and control characters are escaped as `\xNN`. `!/` stands
  /// between an archive and what is in it.
  /// For a message, a ref or standard input: a name in words.
  package internal(set) var path: String
  /// 1-based line and byte column of the value in `blob`.
  package let line: Int
  package let column: Int
  /// Object id of the blob (or commit or tag) as first introduced; nil for uncommitted files.
  package internal(set) var blob: String?
  /// The assignment key or property name beside the value, where there is one.
  package internal(set) var key: String?
  /// How the value was written there: nil for plain, else `base64`, `hex`, `percent`, `escapes` or `utf-16`, or
  /// several of them from the outermost on: `base64 of hex`.
  package let encoding: String?
  /// The commit that brought it to this path; nil when uncommitted or unreachable.
  package internal(set) var introduced: CommitSummary?
  /// The commit that took it away from this path on the line of history that leads to the default branch,
  /// or else on any other; nil while a tip still holds it there.
  package internal(set) var removed: CommitSummary?
  /// True while HEAD's tree (or the index, or the work tree) holds it at this path.
  package let isInPlace: Bool
  /// The repository that holds it, where a report is about several: its remote address, or its path.
  package var repository: String?

  package init(
    medium: Medium, surface: Surface? = nil, path: String, line: Int, column: Int, blob: String? = nil,
    key: String? = nil,
    encoding: String? = nil, introduced: CommitSummary? = nil, removed: CommitSummary? = nil,
    isInPlace: Bool = false
  ) {
    self.medium = medium
    self.surface = surface
    self.path = path
    self.line = line
    self.column = column
    self.blob = blob
    self.key = key
    self.encoding = encoding
    self.introduced = introduced
    self.removed = removed
    self.isInPlace = isInPlace
  }
}
