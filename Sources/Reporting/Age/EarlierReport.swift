package import Findings

/// What a comparison needs of earlier reports.
package struct EarlierReport: Sendable {
  package private(set) var findings: [Fingerprint: Trend.Earlier] = [:]
  package private(set) var generatedAt: Timestamp?
  /// Posture issues that count in it, by the name of what they are in.
  private var posture: Set<PostureIssue.Name> = []
  /// Of a document whose header comes last.
  private var waiting: [PostureIssue] = []
  private var target = "unknown"
  /// Names of what they were about.
  package private(set) var targets: Set<String> = []

  package init() {}

  package mutating func add(_ item: ReportFeed.Item) {
    switch item {
    case .header(let header):
      generatedAt = max(generatedAt ?? header.generatedAt, header.generatedAt)
      targets.formUnion(header.targets.map(\.name))
      target = header.targets.first?.name ?? "unknown"
      guard !header.isFirst else { return }
      posture.formUnion(waiting.map { $0.name(in: target) })
      waiting = []
    case .finding(let finding, _):
      guard finding.suppression == nil else { return }
      findings[finding.fingerprint] = Trend.Earlier(validity: finding.validity, rotation: finding.rotation)
    case .posture(let issue, let rule):
      guard issue.suppression == nil else { return }
      // In JSON Lines, an issue brings its rule along, and the header stands before it.
      if rule == nil { waiting.append(issue) } else { posture.insert(issue.name(in: target)) }
    case .detector, .diagnostic, .observation, .postureRule: break
    }
  }
}

extension EarlierReport {
  /// What a gate has to know of it. Where both are of one repository, it is taken to be the same, whatever it was called.
  package func known(to age: AgeReport) -> GateResult.Known {
    var names = posture
    if targets.count == 1, age.repositories.count == 1 {
      names = Set(posture.map { .init(repository: age.repositories[0], fingerprint: $0.fingerprint) })
    }
    return GateResult.Known(findings: Set(findings.keys), posture: names)
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
