package import Findings

/// Joins findings of many reports by fingerprint. Memory grows with distinct secrets and distinct places (some
/// sixty bytes each), not with the reports' size.
package struct ReportMerge {
  private var repositories: [String] = []
  private var repositoryNumbers: [String: Int] = [:]
  private var paths: Set<String> = []
  private var joined: [JoinedFinding] = []
  private var numbers: [Fingerprint: Int] = [:]
  private var detectors: [String: DetectorSummary] = [:]
  private var observations: [Fingerprint: [Observation]] = [:]
  private var targets: [Report.Target] = []
  private var diagnostics: [Diagnostic] = []
  private var statistics = Statistics()
  private var newest: Timestamp?
  private var tool: Report.Tool?
  /// Of the report that is being read.
  private var current = (repository: 0, generatedAt: Timestamp(seconds: 0))

  /// This many occurrences keep their commits and blobs; of the others the place is kept.
  static let detailLimit = 20

  package init() {}

  /// A report begins.
  package mutating func begin(_ targets: [Report.Target], generatedAt: Timestamp) {
    self.targets += targets
    current = (number(of: targets.first?.name ?? "unknown"), generatedAt)
    newest = max(newest ?? generatedAt, generatedAt)
  }

  package mutating func add(_ header: ReportFeed.Header) {
    if tool == nil || header.generatedAt >= current.generatedAt { tool = header.tool }
    begin(header.targets, generatedAt: header.generatedAt)
    if let statistics = header.statistics { self.statistics.add(statistics) }
  }

  package mutating func add(_ detector: DetectorSummary) { detectors[detector.id] = detector }
  package mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < 10_000 { diagnostics.append(diagnostic) }
  }
  package mutating func add(_ observation: Observation) {
    observations[observation.fingerprint, default: []].append(observation)
  }

  package mutating func add(_ finding: Finding) {
    var finding = finding
    let places = finding.occurrences.map { occurrence in
      let repository = occurrence.repository.map { number(of: $0) } ?? current.repository
      return Place(repository: repository, occurrence, path: paths.insert(occurrence.path).memberAfterInsert)
    }
    var holders: [Int] = []
    for place in places where !holders.contains(Int(place.repository)) {
      holders.append(Int(place.repository))
    }
    if holders.isEmpty { holders = [current.repository] }
    finding.occurrences = Array(finding.occurrences.prefix(ReportMerge.detailLimit))
    for index in finding.occurrences.indices where finding.occurrences[index].repository == nil {
      finding.occurrences[index].repository = repositories[holders[0]]
    }
    let new = JoinedFinding(
      finding: finding, repositories: holders, places: places, looked: current.generatedAt)
    if let known = numbers[finding.fingerprint] {
      joined[known].join(new)
    } else {
      numbers[finding.fingerprint] = joined.count
      joined.append(new)
    }
  }

  private mutating func number(of name: String) -> Int {
    if let number = repositoryNumbers[name] { return number }
    repositories.append(name)
    repositoryNumbers[name] = repositories.count - 1
    return repositories.count - 1
  }

  /// The join of all that was added. Ages count to `now`, or else to the newest report.
  package func finished(now: Timestamp? = nil, version: String, options: AgeReport.Options) -> AgeReport {
    let time = now ?? newest ?? Timestamp(seconds: 0)
    let report = Report(
      tool: tool ?? .init(version: version, detectors: 0, catalog: ""), generatedAt: time, targets: targets,
      detectors: detectors.values.sorted { $0.id < $1.id }, findings: [], diagnostics: diagnostics,
      statistics: statistics)
    return finished(joined.sorted { ReportMerge.precedes($0.finding, $1.finding) }, report, options)
  }

  /// The same findings as the report has, which is one scan's.
  func finished(keepingOrderOf report: Report, options: AgeReport.Options) -> AgeReport {
    finished(report.findings.compactMap { numbers[$0.fingerprint] }.map { joined[$0] }, report, options)
  }

  private func finished(_ joined: [JoinedFinding], _ report: Report, _ options: AgeReport.Options)
    -> AgeReport
  {
    var report = report
    let summaries = Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
    var records: [AgeRecord] = []
    report.findings = []
    for secret in joined {
      var finding = secret.finding
      let timeline = observations[finding.fingerprint].flatMap { ValidityTimeline($0) }
      if let timeline { finding = finding.observed(timeline) }
      report.findings.append(finding)
      records.append(
        AgeRecord(
          finding, detector: summaries[finding.detector], repositories: secret.repositories,
          looked: secret.looked,
          timeline: timeline))
    }
    return AgeReport(
      report: report, places: joined.map(\.places), repositories: repositories, records: records,
      options: options)
  }

  /// Worst first, then oldest, then by name.
  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    left.verdict != right.verdict ? left.verdict < right.verdict : Finding.isOlder(left, right)
  }
}

extension Statistics {
  /// Sums; seconds are dropped.
  mutating func add(_ other: Statistics) {
    objects += other.objects
    blobs += other.blobs
    blobBytes += other.blobBytes
    matchedBytes += other.matchedBytes
    commits += other.commits
    trees += other.trees
    refs += other.refs
    files += other.files
    skipped += other.skipped
    suppressed += other.suppressed
  }
}
