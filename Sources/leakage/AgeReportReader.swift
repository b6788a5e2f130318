internal import Findings
internal import Reporting

/// Reads the inputs of `leakage report`, one after the other.
struct AgeReportReader {
  let inputs: [String]
  let options: FigureOptions

  /// Status 2 for a file that is no report.
  func read() throws(CommandFailure) -> AgeReport {
    let settings = try options.reportOptions()
    let files = inputs.map { InputFile($0) }
    let headers = try files.map { file throws(CommandFailure) in try header(of: file) }
    let stale = AgeReportReader.stale(headers)
    var merge = ReportMerge()
    for (number, file) in files.enumerated() {
      if let target = stale[number] {
        merge.add(AgeReportReader.note(file.path, target))
        continue
      }
      // In a JSON document the header comes last, but who reads the findings must know it.
      if let header = headers[number] { merge.add(header) }
      try file.read(skipsFindings: false) { item in
        switch item {
        case .header: break
        case .finding(let finding, let detector):
          if let detector { merge.add(detector) }
          merge.add(finding)
        case .detector(let detector): merge.add(detector)
        case .diagnostic(let diagnostic): merge.add(diagnostic)
        case .observation(let observation): merge.add(observation)
        }
      }
    }
    if let ledger = options.ledger {
      for observation in try LedgerFile.existing(ledger).observations() { merge.add(observation) }
    }
    return merge.finished(now: options.now, version: Version.text, options: settings)
  }

  private func header(of file: InputFile) throws(CommandFailure) -> ReportFeed.Header? {
    var header: ReportFeed.Header?
    try file.read(skipsFindings: true) { item in
      if case .header(let found) = item { header = found }
    }
    return header
  }

  /// Of two whole scans of one repository the older tells nothing that the newer does not.
  private static func stale(_ headers: [ReportFeed.Header?]) -> [Int: String] {
    var newest: [String: (number: Int, time: Timestamp)] = [:]
    var stale: [Int: String] = [:]
    for (number, header) in headers.enumerated() {
      guard let header, header.targets.count == 1, let target = header.targets.first, target.scope == nil,
        target.kind == .repository
      else { continue }
      if let other = newest[target.name] {
        stale[header.generatedAt > other.time ? other.number : number] = target.name
        if header.generatedAt <= other.time { continue }
      }
      newest[target.name] = (number, header.generatedAt)
    }
    return stale
  }

  private static func note(_ path: String, _ target: String) -> Diagnostic {
    Diagnostic(
      severity: .note, code: "older-report",
      message: "left out: a newer report of \(target) is among the inputs",
      place: path, help: "compare the two with: leakage report NEW --against OLD", isIncomplete: false)
  }
}
