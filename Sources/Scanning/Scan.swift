package import Detectors
package import Findings
internal import Foundation
internal import Git
internal import Posture

/// One run over one or more targets.
package struct Scan: Sendable {
  package let catalog: DetectorCatalog
  package let options: ScanOptions
  package let progress: @Sendable (ScanProgress) -> Void
  private let plan: ScanPlan?

  /// A scan with a catalogue that was made ready, which many scans may share.
  package init(
    plan: ScanPlan, options: ScanOptions, progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
  ) {
    catalog = plan.catalog
    self.plan = plan
    self.options = options
    self.progress = progress
  }

  package init(
    catalog: DetectorCatalog, options: ScanOptions,
    progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
  ) {
    self.catalog = catalog
    plan = nil
    self.options = options
    self.progress = progress
  }

  /// Scans every path. Never throws: what could not be read stands in the report's diagnostics. Stops early,
  /// with what it has and a diagnostic, when the surrounding task is cancelled.
  package func run(paths: [String]) async -> Report {
    let runner = TargetRunner(
      plan: plan ?? ScanPlan(catalog, timings: options.timings), options: options, progress: progress)
    var outcomes: [RepositoryScanner.Outcome] = []
    for path in options.scope == .standardInput ? ["-"] : paths { outcomes += await runner.run(path) }
    return report(of: outcomes, runner.plan)
  }

  /// For a process that is left in the middle of a scan.
  package static func discardTemporaryFiles() { TemporaryFolders.removeAll() }

  func report(of outcomes: [RepositoryScanner.Outcome], _ plan: ScanPlan) -> Report {
    report(outcomes.map { Scan.told($0, plan: plan) })
  }

  /// The outcome as it may be told: without the secrets that were found, and without what would be one in the
  /// names of the target itself, which is not searched.
  static func told(_ outcome: RepositoryScanner.Outcome, plan: ScanPlan) -> RepositoryScanner.Outcome {
    var outcome = outcome
    let target = outcome.target
    let words =
      [target.path, target.remote, target.branch, target.scope] + outcome.diagnostics.all.map(\.place)
      + outcome.posture.flatMap { [$0.path, $0.key, $0.place, $0.detail] }
    let text = Array(words.compactMap(\.self).flatMap(parts).joined(separator: "\n").utf8)
    let scanner = TextScanner(plan, honoursInlineMarkers: false)
    _ = text.withUnsafeBytes { scanner.hits(in: $0) }
    for mask in [outcome.mask, scanner.table.mask] {
      outcome.target = outcome.target.masked(mask)
      outcome.diagnostics = outcome.diagnostics.masked(mask)
      outcome.posture = outcome.posture.map { $0.masked(mask) }
    }
    return outcome
  }

  /// A name, and what stands behind each sign in it: names glue words together (`fix-TOKEN`), and a detector wants
  /// a secret to stand by itself.
  private static func parts(of name: String) -> [String] {
    guard name.utf8.count <= 300 else { return [name] }
    let signs = name.indices.filter { !name[$0].isLetter && !name[$0].isNumber }
    return [name] + signs.map { String(name[name.index(after: $0)...]) }
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
    let all = FindingMerge.merged(Scan.placed(outcomes), now: options.now)
    let findings = all.filter { $0.confidence.rank >= options.minConfidence.rank }
      .sorted { Scan.precedes($0, $1, now: options.now) }
    statistics.unsure = all.count - findings.count
    statistics.suppressed = findings.count { $0.suppression != nil }
    let used = Set(findings.map(\.detector))
    var report = Report(
      tool: .init(version: options.version, detectors: catalog.detectors.count, catalog: catalog.digest),
      generatedAt: options.now, targets: outcomes.map(\.target),
      detectors: used.sorted().compactMap { catalog.detector(withID: $0)?.summary }, findings: findings,
      diagnostics: diagnostics.finished(), statistics: statistics)
    report.posture = Scan.placedPosture(outcomes).sorted(by: PostureIssue.precedes)
    let broken = Set(report.posture.map(\.rule))
    report.postureRules = PostureRules.all.filter { broken.contains($0.id) }
    return report
  }

  /// Where there are several targets, each place says which one it is in.
  private static func placed(_ outcomes: [RepositoryScanner.Outcome]) -> [[Finding]] {
    guard outcomes.count > 1 else { return outcomes.map(\.findings) }
    return outcomes.map { outcome in
      outcome.findings.map { finding in
        var finding = finding
        for index in finding.occurrences.indices {
          finding.occurrences[index].repository = outcome.target.name
        }
        return finding
      }
    }
  }

  private static func placedPosture(_ outcomes: [RepositoryScanner.Outcome]) -> [PostureIssue] {
    outcomes.flatMap { outcome in
      outcome.posture.map { issue in
        var issue = issue
        if outcomes.count > 1 { issue.repository = outcome.target.name }
        return issue
      }
    }
  }

  /// Worst first, then oldest, then by name.
  package static func precedes(_ left: Finding, _ right: Finding, now: Timestamp) -> Bool {
    if left.verdict != right.verdict { return left.verdict < right.verdict }
    let ages = (left.exposure.age(at: now) ?? -1, right.exposure.age(at: now) ?? -1)
    if ages.0 != ages.1 { return ages.0 > ages.1 }
    return left.fingerprint < right.fingerprint
  }
}
