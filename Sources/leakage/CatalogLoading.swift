internal import Detectors
internal import EmbeddedDetectors

/// ADAPT: the one place that reads detector files. Until `Detectors` can parse TOML, paths are refused.
enum CatalogLoading {
  /// The embedded detectors, with those of files and folders added to or put over them.
  static func catalog(adding paths: [String]) throws(CommandFailure) -> DetectorCatalog {
    for path in paths { _ = try detectors(at: path) }
    return DetectorCatalog.embedded
  }

  /// All detectors of one file, or of every `.toml` below a folder. Status 2, with file, line and reason, for
  /// a bad one.
  static func detectors(at path: String) throws(CommandFailure) -> [Detector] {
    guard FileSystem.exists(path) else { throw CommandFailure("no such detector file: '\(path)'") }
    throw CommandFailure("reading detector files is not supported by this build")
  }

  /// What is wrong with a detector's examples, one line each: a positive that it misses, a negative that it
  /// finds.
  static func complaints(about detector: Detector) -> [String] { [] }
}
