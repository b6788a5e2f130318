internal import Detectors
internal import EmbeddedDetectors
internal import Scanning

/// The one place that reads detector files.
enum CatalogLoading {
  /// The embedded detectors, with those of files and folders added to or put over them; later paths win.
  static func catalog(adding paths: [String]) throws(CommandFailure) -> DetectorCatalog {
    try catalog(DetectorCatalog.embedded, adding: paths)
  }

  static func catalog(
    _ base: DetectorCatalog, adding paths: [String]
  ) throws(CommandFailure) -> DetectorCatalog {
    var catalog = base
    for path in paths { catalog = catalog.merging(try added(at: path)) }
    return catalog
  }

  /// All detectors of one file, or of every `.toml` below a folder. Status 2, with file, line and reason, for
  /// a bad one.
  static func added(at path: String) throws(CommandFailure) -> DetectorCatalog {
    do {
      return try DetectorCatalog.load(path: path)
    } catch {
      throw CommandFailure("\(error)", help: "check detector files with: leakage detectors check \(path)")
    }
  }

  /// The detectors that a selection leaves. `place` is the file that made it.
  static func selection(
    _ selection: DetectorSelection, of catalog: DetectorCatalog, place: String
  ) throws(CommandFailure) -> DetectorCatalog {
    guard selection != DetectorSelection() else { return catalog }
    if let unknown = selection.unknownIDs(in: catalog).first {
      let question = Suggestion.question(for: unknown, among: catalog.detectors.map(\.id)).map { $0 + " " } ?? ""
      throw CommandFailure(
        "\(place): no detector named '\(unknown)'", help: question + "list them with: leakage detectors list")
    }
    let chosen = catalog.detectors.filter { selection.includes($0.id) }
    guard !chosen.isEmpty else { throw CommandFailure("\(place): no detector is left to search with") }
    return DetectorCatalog(detectors: chosen)
  }
}
