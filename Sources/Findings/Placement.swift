/// Where a secret is now, the most exposed place first.
package enum Placement: String, Codable, Sendable, CaseIterable {
  /// In the tree of the default branch's tip.
  case head
  /// In the tree of another ref's tip.
  case branch
  /// Only in older commits, tags or reflogs.
  case history
  /// No ref leads to it.
  case unreachable
  /// Only in the index or the work tree (or in a file that is in no repository).
  case uncommitted
}
