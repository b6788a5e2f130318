internal import Findings
internal import Reporting

/// Reads the inputs of `leakage report`, one after the other.
struct AgeReportReader {
  let inputs: [String]
  let figures: FigureOptions
  let ledger: String?
  let options: AgeReport.Options

  /// Status 2 for a file that is no report.
  func read() throws(CommandFailure) -> AgeReport {
    let files = inputs.map { InputFile($0) }
    let sections = try files.map { file throws(CommandFailure) in try ReportSections(file) }
    let stale = StaleReports(sections.map(\.headers))
    var merge = ReportMerge()
    for (number, file) in files.enumerated() {
      try read(file, sections[number], stale.sections[number] ?? [:], into: &merge)
    }
    if let ledger {
      for observation in try LedgerFile.existing(ledger).observations() { merge.add(observation) }
    }
    return merge.finished(now: figures.now, version: Version.text, options: options)
  }

  private func read(
    _ file: InputFile, _ sections: ReportSections, _ stale: [Int: String], into merge: inout ReportMerge
  ) throws(CommandFailure) {
    var cursor = SectionCursor(sections)
    var isSkipped = false
    func enter(_ section: Int?, _ merge: inout ReportMerge) {
      guard let section else { return }
      isSkipped = stale[section] != nil
      if let name = stale[section] {
        merge.add(AgeReportReader.note(file.path, name))
      } else {
        merge.add(sections.named(section))
      }
    }
    // In a JSON document the header comes last, but who reads the findings must know it.
    enter(cursor.begin(), &merge)
    try file.read(skipsFindings: false) { item in
      switch item {
      case .header(let header): enter(cursor.pass(header), &merge)
      case .observation(let observation): merge.add(observation)
      case _ where isSkipped: break
      case .finding(let finding, let detector):
        if let detector { merge.add(detector) }
        merge.add(finding)
      case .detector(let detector): merge.add(detector)
      case .posture(let issue, let rule):
        if let rule { merge.add(rule) }
        merge.add(issue)
      case .postureRule(let rule): merge.add(rule)
      case .diagnostic(let diagnostic): merge.add(diagnostic)
      }
    }
  }

  private static func note(_ path: String, _ target: String) -> Diagnostic {
    Diagnostic(
      severity: .note, code: "older-report",
      message: "left out: a newer report of \(target) is among the inputs",
      place: path, help: "compare the two with: leakage report NEW --against OLD", isIncomplete: false)
  }
}
