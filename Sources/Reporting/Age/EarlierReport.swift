package import Findings

/// What a comparison needs of earlier reports.
package struct EarlierReport: Sendable {
  package private(set) var findings: [Fingerprint: Trend.Earlier] = [:]
  package private(set) var generatedAt: Timestamp?
  /// Names of what they were about.
  package private(set) var targets: Set<String> = []

  package init() {}

  package mutating func add(_ item: ReportFeed.Item) {
    switch item {
    case .header(let header):
      generatedAt = max(generatedAt ?? header.generatedAt, header.generatedAt)
      targets.formUnion(header.targets.map(\.name))
    case .finding(let finding, _):
      guard finding.suppression == nil else { return }
      findings[finding.fingerprint] = Trend.Earlier(validity: finding.validity, rotation: finding.rotation)
    case .detector, .diagnostic, .observation: break
    }
  }
}

extension AgeReport {
  /// Fills in the trend since an earlier report.
  package mutating func compare(with earlier: EarlierReport) {
    let counted = zip(report.findings, records).filter { $0.0.isCounted }.map(\.1)
    let isWhole = report.seesEverything && earlier.targets.isSubset(of: report.targets.map(\.name))
    trend = Trend(
      from: earlier.findings, at: earlier.generatedAt ?? report.generatedAt, to: counted,
      now: report.generatedAt,
      seesEverything: isWhole)
  }
}
