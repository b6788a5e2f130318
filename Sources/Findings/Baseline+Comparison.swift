extension Baseline {
  /// Every secret and every posture issue of a report that counts. What an ignore rule or a comment hides stays out, so
  /// that it comes back when the rule ends.
  package static func create(from report: Report, salt: String? = nil, keyID: String? = nil) -> Baseline {
    let entries = report.findings.filter { $0.suppression == nil }
      .map { Entry($0, firstSeen: report.generatedAt) }
    return Baseline(
      salt: salt, keyID: keyID, created: report.generatedAt, entries: entries,
      posture: PostureEntry.entries(of: report))
  }

  /// With the report's new secrets and copies. Vanished ones go, but only if the scan saw everything: one
  /// that was cut short or narrowed proves no absence.
  package func updated(with report: Report) -> Baseline {
    var known = Dictionary(uniqueKeysWithValues: entries.map { ($0.fingerprint, $0) })
    let isWhole = report.seesEverything
    var result: [Entry] = []
    for finding in report.findings {
      let old = known.removeValue(forKey: finding.fingerprint)
      if finding.suppression != nil {
        if let old { result.append(old) }
        continue
      }
      let seen = Entry(finding, firstSeen: old?.firstSeen ?? report.generatedAt, reason: old?.reason)
      result.append(isWhole ? seen : old?.merged(with: seen) ?? seen)
    }
    if !isWhole { result += known.values }
    return Baseline(
      salt: salt, keyID: keyID, created: created, entries: result, posture: updatedPosture(with: report))
  }

  /// Says of every finding whether it is known, and counts the known ones that are gone.
  package func apply(to report: inout Report) {
    applyPosture(to: &report)
    var known = Dictionary(uniqueKeysWithValues: entries.map { ($0.fingerprint, $0) })
    for index in report.findings.indices {
      let entry = known.removeValue(forKey: report.findings[index].fingerprint)
      report.findings[index].baselineState = entry?.state(of: report.findings[index]) ?? .new
    }
    guard !known.isEmpty, report.seesEverything else { return }
    report.diagnostics.append(
      Diagnostic(
        severity: .note, code: "baseline-absent",
        message: "\(known.count) \(known.count == 1 ? "secret" : "secrets") of the baseline no longer found",
        help: "drop them with: leakage baseline update", isIncomplete: false))
  }
}

extension Baseline.Entry {
  init(_ finding: Finding, firstSeen: Timestamp, reason: String? = nil) {
    self.init(
      fingerprint: finding.fingerprint, detector: finding.detector, paths: finding.occurrences.map(\.path),
      copies: finding.occurrenceCount > finding.occurrences.count ? finding.occurrenceCount : nil,
      firstSeen: firstSeen, reason: reason)
  }

  /// `updated` when there is a copy that the baseline does not know.
  func state(of finding: Finding) -> BaselineState {
    let isCut = finding.occurrenceCount > finding.occurrences.count
    if isCut, finding.occurrenceCount > copies ?? 0 { return .updated }
    let knownPaths = Set(paths)
    return finding.occurrences.allSatisfy { knownPaths.contains($0.path) } ? .unchanged : .updated
  }
}
