/// What only a whole catalogue can tell of its files: names that nobody has, and examples that fail among all
/// the other detectors.
package struct CatalogCheck {
  private let catalog: DetectorCatalog
  private let examples: ExampleCheck
  private let references: [String: [String]]

  /// `catalog` holds the detectors of the files to check.
  package init(_ catalog: DetectorCatalog) {
    self.catalog = catalog
    examples = ExampleCheck(catalog)
    references = Dictionary(grouping: catalog.unknownReferences, by: \.detector).mapValues {
      $0.map(\.reason)
    }
  }

  /// All that is wrong with a file, in its order. Detectors that another file has replaced are left out.
  package func errors(in file: DetectorFile) -> [DetectorError] {
    file.detectors.filter { catalog.detector(withID: $0.id) == $0 }.flatMap { errors(in: $0, of: file) }
  }

  private func errors(in detector: Detector, of file: DetectorFile) -> [DetectorError] {
    (references[detector.id] ?? []).map { file.error($0, at: detector.id) }
      + examples.failures(of: detector).map { file.error($0, at: detector.id) }
  }
}
