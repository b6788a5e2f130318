package import Findings

/// Joins findings of many reports by fingerprint. Memory grows with distinct secrets (about a kilobyte each) and
/// distinct places (some sixty bytes each), not with the reports' size.
package struct ReportMerge {
  private var repositories: [String] = []
  private var repositoryNumbers: [String: Int] = [:]
  /// A list of one for each repository.
  private var alone: [[Int]] = []
  private var pool = ValuePool()
  /// Each secret once, and in the same order what else the reports say of it.
  private var findings: [Finding] = []
  private var holdings: [JoinedFinding.Holding] = []
  private var numbers: [Fingerprint: Int32] = [:]
  private var detectors: [String: DetectorSummary] = [:]
  private var posture = PostureMerge()
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
    posture.begin(targets, generatedAt: generatedAt)
  }

  package mutating func add(_ header: ReportFeed.Header) {
    if tool == nil || header.generatedAt >= current.generatedAt { tool = header.tool }
    begin(header.targets, generatedAt: header.generatedAt)
    if let statistics = header.statistics { self.statistics.add(statistics) }
  }

  package mutating func add(_ detector: DetectorSummary) { detectors[detector.id] = detector }
  package mutating func add(_ issue: PostureIssue) { posture.add(issue) }
  package mutating func add(_ rule: PostureRule) { posture.add(rule) }
  package mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < 10_000 { diagnostics.append(diagnostic) }
  }
  package mutating func add(_ observation: Observation) {
    observations[observation.fingerprint, default: []].append(observation)
  }

  package mutating func add(_ finding: Finding) {
    var finding = finding
    let places = places(of: finding)
    let holders = holders(places)
    let unnamed = max(0, finding.occurrenceCount - places.count)
    for index in finding.occurrences.indices where finding.occurrences[index].repository == nil {
      finding.occurrences[index].repository = repositories[holders[0]]
    }
    finding = JoinedFinding.rule.prepared(finding)
    finding.share(&pool)
    let new = JoinedFinding(
      finding: finding,
      holding: .init(
        repositories: holders, places: places, unnamed: unnamed, looked: current.generatedAt))
    guard let number = numbers[finding.fingerprint].map({ Int($0) }) else {
      numbers[finding.fingerprint] = Int32(clamping: findings.count)
      findings.append(new.finding)
      holdings.append(new.holding)
      return
    }
    var known = JoinedFinding(finding: findings[number], holding: holdings[number])
    // Nobody else may hold the list that grows, or it would be copied.
    holdings[number].places = []
    known.join(new, names: repositories)
    (findings[number], holdings[number]) = (known.finding, known.holding)
  }

  /// Each once.
  private mutating func places(of finding: Finding) -> [Place] {
    var known: Set<Place> = []
    var places: [Place] = []
    places.reserveCapacity(finding.occurrences.count)
    for occurrence in finding.occurrences {
      let repository = occurrence.repository.map { number(of: $0) } ?? current.repository
      let place = Place(repository: repository, occurrence, path: pool.shared(occurrence.path))
      if known.insert(place).inserted { places.append(place) }
    }
    return places
  }

  /// Numbers of the repositories that hold it, each once. Most secrets are in one, and share its list.
  private mutating func holders(_ places: [Place]) -> [Int] {
    var holders: [Int] = []
    for place in places where !holders.contains(Int(place.repository)) {
      holders.append(Int(place.repository))
    }
    if holders.isEmpty { holders = [current.repository] }
    guard holders.count == 1 else { return holders }
    while alone.count <= holders[0] { alone.append([alone.count]) }
    return alone[holders[0]]
  }

  private mutating func number(of name: String) -> Int {
    if let number = repositoryNumbers[name] { return number }
    repositories.append(name)
    repositoryNumbers[name] = repositories.count - 1
    return repositories.count - 1
  }

  /// The join of all that was added, which is then no longer here. Ages count to `now`, or else to the newest report.
  package mutating func finished(now: Timestamp? = nil, version: String, options: AgeReport.Options)
    -> AgeReport
  {
    let time = now ?? newest ?? Timestamp(seconds: 0)
    var report = Report(
      tool: tool ?? .init(version: version, detectors: 0, catalog: ""), generatedAt: time, targets: targets,
      detectors: detectors.values.sorted { $0.id < $1.id }, findings: [], diagnostics: diagnostics,
      statistics: statistics)
    report.posture = posture.issues
    report.postureRules = posture.rules(of: report.posture)
    let order = findings.indices.map { Rank(findings[$0], number: $0) }.sorted().map { Int($0.number) }
    return finished(order, report, options)
  }

  /// The same findings as the report has, which is one scan's.
  mutating func finished(keepingOrderOf report: Report, options: AgeReport.Options) -> AgeReport {
    finished(report.findings.compactMap { numbers[$0.fingerprint].map { Int($0) } }, report, options)
  }

  /// - Parameter order: Where each finding of the report is now.
  private mutating func finished(_ order: [Int], _ report: Report, _ options: AgeReport.Options) -> AgeReport
  {
    var report = report
    (numbers, pool) = ([:], ValuePool())
    findings.reorder(order)
    holdings.reorder(order)
    let summaries = Dictionary(report.detectors.map { ($0.id, $0) }) { first, _ in first }
    var records: [AgeRecord] = []
    records.reserveCapacity(findings.count)
    for index in findings.indices {
      let timeline = observations[findings[index].fingerprint].flatMap { ValidityTimeline($0) }
      if let timeline { findings[index] = findings[index].observed(timeline) }
      records.append(
        AgeRecord(
          findings[index], detector: summaries[findings[index].detector],
          repositories: holdings[index].repositories, looked: holdings[index].looked, timeline: timeline))
    }
    report.findings = findings
    findings = []
    defer { holdings = [] }
    return AgeReport(
      report: report, places: holdings.map(\.places), repositories: repositories, records: records,
      options: options)
  }

  /// Worst first, then oldest, undated last, then by name.
  private struct Rank: Comparable {
    let verdict: Int
    let start: Int64
    let fingerprint: Fingerprint
    let number: Int32

    init(_ finding: Finding, number: Int) {
      verdict = finding.verdict.rank
      start = finding.exposure.start?.seconds ?? .max
      fingerprint = finding.fingerprint
      self.number = Int32(clamping: number)
    }

    static func < (left: Rank, right: Rank) -> Bool {
      (left.verdict, left.start, left.fingerprint) < (right.verdict, right.start, right.fingerprint)
    }
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
