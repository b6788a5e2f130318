extension IgnoreFile {
  /// Marks the findings that do not count, and reports the entries that are wrong, expired or needless.
  ///
  /// Needless entries are told only when the scan saw everything: a scan of one commit proves nothing.
  /// Messages name the line and never quote it, because somebody may have pasted a secret there.
  package func apply(to report: inout Report) {
    var used: Set<Int> = []
    var touched: Set<Int> = []
    let now = report.generatedAt
    for index in report.findings.indices {
      let coverage = coverage(of: report.findings[index], now: now)
      used.formUnion(coverage.suppressing)
      touched.formUnion(coverage.touching)
      if report.findings[index].suppression == nil {
        report.findings[index].suppression = suppression(for: report.findings[index], now: now)
      }
    }
    used.formUnion(apply(toPosture: &report.posture, now: now))
    let sawEverything = report.seesEverything
    report.statistics.suppressed = report.findings.count { $0.suppression != nil }
    report.diagnostics += diagnostics
    for (index, rule) in rules.enumerated() {
      if rule.isExpired(at: now) {
        report.diagnostics.append(IgnoreFile.expired(rule))
      } else if sawEverything, !rule.isStanding, !used.contains(index) {
        report.diagnostics.append(IgnoreFile.unused(rule, isPartial: touched.contains(index)))
      }
    }
  }

  private static func expired(_ rule: IgnoreRule) -> Diagnostic {
    let day = rule.expires.map { Timestamp(seconds: $0.seconds - 86_400).date } ?? ""
    return Diagnostic(
      severity: .warning, code: "ignore-entry-expired",
      message: "this entry ended on \(day) and counts no longer",
      place: rule.place, help: "rotate the secret and remove the entry, or set a later date",
      isIncomplete: false)
  }

  private static func unused(_ rule: IgnoreRule, isPartial: Bool) -> Diagnostic {
    isPartial
      ? Diagnostic(
        severity: .note, code: "ignore-entry-partial",
        message: "this entry hides nothing: every secret at its paths is also at other places",
        place: rule.place, help: "name the secret by its fingerprint instead", isIncomplete: false)
      : Diagnostic(
        severity: .note, code: "ignore-entry-unused", message: "this entry matches no finding",
        place: rule.place, help: "remove the entry", isIncomplete: false)
  }
}

extension Report {
  /// True when a secret that is not in the report is not in the targets either: nothing unread, nothing cut
  /// off, nothing left out by choice.
  package var seesEverything: Bool {
    complete && !targets.isEmpty && targets.allSatisfy { $0.scope == nil && !$0.isShallow }
  }
}
