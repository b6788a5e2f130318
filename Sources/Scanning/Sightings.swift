internal import Detectors
internal import Findings
internal import Git

/// Everything that is known of one secret before it is judged.
struct SecretTrace {
  /// Places in commits' trees.
  var places: [(place: Attribution.Place, record: Attribution.Record)] = []
  /// Commits (object numbers) and tags whose message holds it.
  var messages: [(object: Int, hit: Hit)] = []
  /// Blobs and trees that a ref points at directly, or that only the index or nothing reaches.
  var loose: [(medium: Occurrence.Medium, path: String, object: Int, hit: Hit)] = []
  var local: [(text: LocalText, hit: Hit)] = []
  var isReachable = false
}
