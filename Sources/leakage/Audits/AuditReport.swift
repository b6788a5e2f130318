internal import AuditStore
internal import Auditing
internal import Detectors
internal import Findings
internal import Reporting
internal import Scanning

/// Makes one report of what the store holds of an audit's repositories.
struct AuditReport {
  let store: AuditStore
  let results: [AuditResult]
  /// Of targets that could not be made into repositories.
  let problems: [Diagnostic]
  let catalog: DetectorCatalog
  let now: Timestamp
  let observations: [Observation]
  let options: AgeReport.Options

  func age() throws(CommandFailure) -> AgeReport {
    var merge = ReportMerge()
    for problem in problems { merge.add(problem) }
    for result in results {
      var looked: Timestamp?
      if let lines = try CommandFailure.converting({ () throws(AuditStoreError) in
        try store.report(of: result.name)
      }) {
        looked = try add(lines, result.name, to: &merge)
      }
      if let diagnostic = AuditReport.diagnostic(result, looked) { merge.add(diagnostic) }
    }
    for observation in observations { merge.add(observation) }
    var age = merge.finished(now: now, version: Version.text, options: options)
    age.report.tool = .init(
      version: Version.text, detectors: catalog.detectors.count, catalog: catalog.digest)
    return age
  }

  /// The time of the report.
  private func add(
    _ lines: [UInt8], _ name: String, to merge: inout ReportMerge
  ) throws(CommandFailure) -> Timestamp? {
    var feed = ReportFeed()
    var time: Timestamp?
    do {
      try feed.feed(lines) { item in
        switch item {
        case .header(let header):
          time = header.generatedAt
          merge.add(header)
        case .finding(let finding, let detector):
          if let detector { merge.add(detector) }
          merge.add(finding.judged(by: catalog.detector(withID: finding.detector), at: now))
        case .detector(let detector): merge.add(detector)
        case .posture(let issue, let rule):
          if let rule { merge.add(rule) }
          merge.add(issue)
        case .postureRule(let rule): merge.add(rule)
        case .diagnostic(let diagnostic): merge.add(AuditReport.placed(diagnostic, name))
        case .observation: break
        }
      }
      try feed.finish()
    } catch {
      throw CommandFailure(
        "the state of '\(name)' cannot be read: \(error)", help: "scan it anew with: leakage audit --rescan",
        status: ExitStatus.incomplete)
    }
    return time
  }

  /// Says which repository it is about.
  private static func placed(_ diagnostic: Diagnostic, _ name: String) -> Diagnostic {
    Diagnostic(
      severity: diagnostic.severity, code: diagnostic.code, message: diagnostic.message,
      place: [name, diagnostic.place].compactMap(\.self).joined(separator: ": "), help: diagnostic.help,
      isIncomplete: diagnostic.isIncomplete)
  }

  private static func diagnostic(_ result: AuditResult, _ looked: Timestamp?) -> Diagnostic? {
    let known = looked.map { "; what is told of it is of \($0.date)" } ?? ""
    switch result.way {
    case .failed:
      return Diagnostic(
        severity: .error, code: "repository-failed", message: (result.reason ?? "cannot be scanned") + known,
        place: result.name, help: result.help, isIncomplete: true)
    case .stopped:
      return Diagnostic(
        severity: .error, code: "interrupted", message: "the audit was stopped before it was scanned" + known,
        place: result.name, help: "start the audit again: it goes on where it stopped", isIncomplete: true)
    case .unchanged, .grown, .rechecked, .whole: return nil
    }
  }
}

extension CommandFailure {
  /// A store that cannot be used leaves the audit without an answer.
  static func converting<Value>(
    _ body: () throws(AuditStoreError) -> Value
  ) throws(CommandFailure) -> Value {
    do {
      return try body()
    } catch {
      let help: String? =
        switch error.code {
        case .unopened: "name a file that can be written with: --state FILE"
        case .damaged: "delete it, or name another with: --state FILE"
        default: nil
        }
      throw CommandFailure("\(error)", help: help, status: ExitStatus.incomplete)
    }
  }
}
