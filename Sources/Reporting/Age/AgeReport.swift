package import Findings

/// Reports of any number of repositories as one, with the figures over all of them.
package struct AgeReport: Sendable {
  /// Each distinct secret once, with its first occurrences.
  package var report: Report
  /// All places of each finding, in the order of `report.findings`.
  package var places: [[Place]]
  /// Names that places refer to by number.
  package var repositories: [String]
  package var records: [AgeRecord]
  package var figures: AgeFigures
  package var trend: Trend?
  package var options: Options

  package struct Options: Sendable, Hashable {
    package var span = CohortSpan.year
    package var limits = RotationLimits.usual
    /// The table that short formats show.
    package var group = GroupKey.detector

    package init() {}
  }

  package init(
    report: Report, places: [[Place]], repositories: [String], records: [AgeRecord],
    options: Options = Options()
  ) {
    self.report = report
    self.places = places
    self.repositories = repositories
    self.records = records
    self.options = options
    let counted = report.findings.indices.filter { report.findings[$0].isCounted }.map { records[$0] }
    figures = AgeFigures(
      counted, repositories: repositories, now: report.generatedAt, span: options.span, limits: options.limits
    )
  }

  /// Of one scan.
  package init(_ report: Report, options: Options = Options()) {
    var merge = ReportMerge()
    merge.begin(report.targets, generatedAt: report.generatedAt)
    for finding in report.findings { merge.add(finding) }
    self = merge.finished(keepingOrderOf: report, options: options)
  }

  var detectors: [String: DetectorSummary] {
    Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
  }
}

extension Finding {
  /// It is there and nobody put it aside: a baseline's secret counts, since knowing a leak does not end it.
  var isCounted: Bool { suppression == nil && baselineState != .absent }
}
