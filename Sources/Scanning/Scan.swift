package import Detectors
package import Findings
internal import Foundation
internal import Git

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
    let runner = TargetRunner(plan: ScanPlan(catalog, timings: options.timings), options: options, progress: progress)
    var outcomes: [RepositoryScanner.Outcome] = []
    for path in options.scope == .standardInput ? ["-"] : paths { outcomes += await runner.run(path) }
    return report(outcomes)
  }

  private func report(_ outcomes: [RepositoryScanner.Outcome]) -> Report {
    var statistics = Statistics()
    var diagnostics = Diagnostics()
    for outcome in outcomes {
      statistics.add(outcome.statistics)
      statistics.commits += outcome.statistics.commits
      statistics.trees += outcome.statistics.trees
      statistics.refs += outcome.statistics.refs
      diagnostics.add(outcome.diagnostics.all)
    }
    let findings = FindingMerge.merged(outcomes.map(\.findings)).sorted { Scan.precedes($0, $1, now: options.now) }
    statistics.suppressed = findings.count { $0.suppression != nil }
    let used = Set(findings.map(\.detector))
    return Report(
      tool: .init(version: options.version, detectors: catalog.detectors.count, catalog: catalog.digest),
      generatedAt: options.now, targets: outcomes.map(\.target),
      detectors: catalog.detectors.filter { used.contains($0.id) }.map(\.summary), findings: findings,
      diagnostics: diagnostics.finished(), statistics: statistics)
  }

  /// Worst first, then oldest, then by name.
  package static func precedes(_ left: Finding, _ right: Finding, now: Timestamp) -> Bool {
    if left.verdict != right.verdict { return left.verdict < right.verdict }
    let ages = (left.exposure.age(at: now) ?? -1, right.exposure.age(at: now) ?? -1)
    if ages.0 != ages.1 { return ages.0 > ages.1 }
    return left.fingerprint < right.fingerprint
  }
}
