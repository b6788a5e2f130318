package import Findings

/// Joins findings of many reports by fingerprint. Memory grows with distinct secrets and distinct places (some
/// sixty bytes each), not with the reports' size.
package struct ReportMerge {
  private var repositories: [String] = []
  private var repositoryNumbers: [String: Int] = [:]
  private var paths: Set<String> = []
  fileprivate var joined: [Joined] = []
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

  /// A secret with what all reports say of it.
  fileprivate struct Joined {
    var finding: Finding
    var repositories: [Int]
    var places: [Place]
    /// The time of the report whose word on validity stands.
    var looked: Timestamp
  }

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
    for place in places where !holders.contains(Int(place.repository)) { holders.append(Int(place.repository)) }
    if holders.isEmpty { holders = [current.repository] }
    finding.occurrences = Array(finding.occurrences.prefix(ReportMerge.detailLimit))
    for index in finding.occurrences.indices where finding.occurrences[index].repository == nil {
      finding.occurrences[index].repository = repositories[holders[0]]
    }
    let new = Joined(finding: finding, repositories: holders, places: places, looked: current.generatedAt)
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

  private func finished(_ joined: [Joined], _ report: Report, _ options: AgeReport.Options) -> AgeReport {
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
          finding, detector: summaries[finding.detector], repositories: secret.repositories, looked: secret.looked,
          timeline: timeline))
    }
    return AgeReport(
      report: report, places: joined.map(\.places), repositories: repositories, records: records, options: options)
  }

  /// Worst first, then oldest, then by name.
  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    left.verdict != right.verdict ? left.verdict < right.verdict : Finding.isOlder(left, right)
  }
}

extension ReportMerge.Joined {
  /// The earliest exposure wins, the newest look says whether it works, and the worst place where it is.
  fileprivate mutating func join(_ other: Self) {
    let otherIsOlder = Finding.isOlder(other.finding, finding)
    let (older, newer) = otherIsOlder ? (other.finding, finding) : (finding, other.finding)
    let judged = Self.judge(self, other)
    let isWorse = newer.rotationRank < older.rotationRank
    let (first, second) = otherIsOlder ? (other, self) : (self, other)
    repositories = first.repositories + second.repositories.filter { !first.repositories.contains($0) }
    let known = Set(first.places)
    places = first.places + second.places.filter { !known.contains($0) }
    let details = (older.occurrences + newer.occurrences.filter { !older.occurrences.contains($0) })
    var merged = Finding(
      fingerprint: older.fingerprint, detector: older.detector, redacted: older.redacted, revealed: older.revealed,
      companions: older.companions, entropy: older.entropy, confidence: max(older, newer).confidence,
      validity: judged.finding.validity, validityReason: judged.finding.validityReason,
      rotation: isWorse ? newer.rotation : older.rotation,
      placement: Placement.allCases.first { $0 == older.placement || $0 == newer.placement } ?? older.placement,
      exposure: older.exposure, carriedDates: older.carriedDates,
      occurrences: Array(details.prefix(ReportMerge.detailLimit)),
      occurrenceCount: max(places.count, older.occurrenceCount, newer.occurrenceCount),
      events: Array((older.events + newer.events.filter { !older.events.contains($0) }).prefix(200)),
      refs: Array(Set(older.refs + newer.refs).sorted().prefix(Finding.refLimit)),
      refCount: max(older.refCount, newer.refCount),
      suppression: older.suppression != nil && newer.suppression != nil ? older.suppression : nil,
      baselineState: older.baselineState == newer.baselineState ? older.baselineState : nil,
      severity: max(older.severity, newer.severity))
    merged.severityReasons = (older.severity >= newer.severity ? older : newer).severityReasons
    merged.surfaces = Set(older.surfaces + newer.surfaces).sorted()
    merged.facts = older.facts
    merged.probe = judged.finding.probe
    finding = merged
    looked = judged.looked
  }

  private func max(_ left: Finding, _ right: Finding) -> Finding {
    left.confidence.rank >= right.confidence.rank ? left : right
  }
  private func max<Value: Comparable>(_ values: Value...) -> Value { values.reduce(values[0]) { $0 > $1 ? $0 : $1 } }

  /// A conclusive look beats none; of two, the later one.
  private static func judge(_ left: Self, _ right: Self) -> Self {
    let (one, other) = (left.isConclusive, right.isConclusive)
    if one != other { return one ? left : right }
    let times = (left.finding.probe?.checked ?? left.looked, right.finding.probe?.checked ?? right.looked)
    return times.0 >= times.1 ? left : right
  }

  private var isConclusive: Bool {
    switch finding.validity {
    case .live, .limited, .dead, .expired: true
    case .unknown, .unprobeable, .unprobed: false
    }
  }
}

extension Finding {
  /// 0 for the worst: still in place.
  fileprivate var rotationRank: Int { Rotation.allCases.firstIndex(of: rotation) == 0 ? 0 : rotation == .removed ? 1 : 2 }
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
