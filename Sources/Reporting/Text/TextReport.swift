import Findings

/// The report as a person reads it on a terminal: findings by verdict, then what could not be read, then a
/// summary that names what to rotate first.
struct TextReport {
  let report: Report
  let style: TextStyle
  let summary: ReportSummary
  let detectors: [String: DetectorSummary]

  init(_ report: Report, style: TextStyle) {
    self.report = report
    self.style = style
    summary = report.summary
    detectors = Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Every line of the report, none longer than `style.columns`.
  var lines: [StyledText] {
    var lines: [StyledText] = []
    var number = 1
    for group in groups {
      lines += self.lines(of: group, firstNumber: number)
      number += group.findings.count
    }
    return lines + setAsideLines + postureLines + diagnosticLines + summaryLines
  }

  /// Findings that call for the same action.
  struct Group {
    let verdict: Verdict
    /// Most severe first, and oldest first among equals.
    let findings: [Finding]
  }

  /// Worst first; only what counts against the policy.
  var groups: [Group] {
    Dictionary(grouping: report.findings.filter(\.isActionable), by: \.verdict)
      .map { Group(verdict: $0.key, findings: $0.value.sorted(by: Finding.isWorse)) }
      .sorted { $0.verdict < $1.verdict }
  }

  /// A report with more findings than this shows only the first of each pressing group in full.
  static let fullReportLimit = 24
  static func fullGroupLimit(_ verdict: Verdict) -> Int {
    switch verdict.role {
    case .alarm: 6
    case .caution: 3
    default: 0
    }
  }

  private func lines(of group: Group, firstNumber: Int) -> [StyledText] {
    let full = group.findings.prefix(fullCount(of: group))
    var lines = heading(group)
    for (offset, finding) in full.enumerated() {
      lines += block(finding, number: firstNumber + offset) + [""]
    }
    let rest = group.findings.dropFirst(full.count)
    if !rest.isEmpty { lines += table(Array(rest), firstNumber: firstNumber + full.count) + [""] }
    return lines + [""]
  }

  private func fullCount(of group: Group) -> Int {
    if style.isVerbose { return group.findings.count }
    if group.verdict.isSettled { return 0 }
    return summary.actionable > Self.fullReportLimit
      ? Self.fullGroupLimit(group.verdict) : group.findings.count
  }

  private func heading(_ group: Group) -> [StyledText] {
    let title = StyledText(group.verdict.title.uppercased(), group.verdict.role)
    let count = StyledText.dim(Words.grouped(group.findings.count))
    let gap = style.columns - title.width - count.width
    return [title + .spaces(gap) + count] + StyledText.dim(group.verdict.advice).wrapped(to: style.columns)
      + [""]
  }

  /// Columns before a finding's text: its number and two spaces.
  var indent: Int { max(4, String(summary.actionable).count + 3) }

  /// `text` set at the right edge behind `left`, or on a line of its own where both do not fit.
  func spread(_ left: StyledText, _ right: StyledText, width: Int) -> [StyledText] {
    let gap = width - left.width - right.width
    if gap >= 2 { return [left + .spaces(gap) + right] }
    return left.wrapped(to: width) + [right.aligned(rightTo: width)]
  }

  func name(of finding: Finding) -> String { detectors[finding.detector]?.name ?? finding.detector }
}
