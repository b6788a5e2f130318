internal import Detectors
internal import EmbeddedDetectors
internal import Scanning

/// The one place that reads detector files.
enum CatalogLoading {
  /// The embedded detectors, with those of files and folders added to or put over them; later paths win.
  /// Status 2, with file, line and reason, for a bad one, also where it fails its own examples.
  static func catalog(adding paths: [String]) throws(CommandFailure) -> DetectorCatalog {
    try catalog(.embedded, adding: paths)
  }

  static func catalog(
    _ base: DetectorCatalog, adding paths: [String]
  ) throws(CommandFailure) -> DetectorCatalog {
    guard !paths.isEmpty else { return base }
    var catalog = base
    var files: [DetectorFile] = []
    for path in paths {
      let added = try CatalogLoading.files(at: path)
      catalog = catalog.merging(try CatalogLoading.catalog(of: added, path: path))
      files += added
    }
    let check = CatalogCheck(catalog)
    for file in files {
      if let error = check.errors(in: file).first { throw failure(error, path: file.name) }
    }
    return catalog
  }

  /// One file, or every `.toml` of a folder, read but without their examples tried.
  static func files(at path: String) throws(CommandFailure) -> [DetectorFile] {
    do {
      return try DetectorFile.all(at: path)
    } catch {
      throw failure(error, path: path)
    }
  }

  /// The detectors of several files, whose ids must differ.
  static func catalog(of files: [DetectorFile], path: String) throws(CommandFailure) -> DetectorCatalog {
    do {
      return try DetectorCatalog(files: files)
    } catch {
      throw failure(error, path: path)
    }
  }

  private static func failure(_ error: DetectorError, path: String) -> CommandFailure {
    CommandFailure("\(error)", help: "test detector files with: leakage detectors test \(path)")
  }

  /// The detectors that a selection leaves. `place` is the file that made it.
  static func selection(
    _ selection: DetectorSelection, of catalog: DetectorCatalog, place: String
  ) throws(CommandFailure) -> DetectorCatalog {
    guard selection != DetectorSelection() else { return catalog }
    if let unknown = selection.unknownIDs(in: catalog).first {
      let question =
        Suggestion.question(for: unknown, among: catalog.detectors.map(\.id)).map { $0 + " " } ?? ""
      throw CommandFailure(
        "\(place): no detector named '\(unknown)'", help: question + "list them with: leakage detectors list")
    }
    let chosen = catalog.detectors.filter { selection.includes($0.id) }
    guard !chosen.isEmpty else { throw CommandFailure("\(place): no detector is left to search with") }
    return DetectorCatalog(detectors: chosen)
  }
}
