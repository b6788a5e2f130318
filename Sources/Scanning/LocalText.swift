internal import Findings

/// Hits in content that is no object: a file of the work tree, a folder's file, standard input.
struct LocalText {
  let medium: Occurrence.Medium
  /// As a report shows it.
  let path: String
  var hits: [Hit]
  /// Of the file among those that were listed.
  var number = 0
}
