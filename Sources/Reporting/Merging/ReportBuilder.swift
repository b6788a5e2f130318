import Findings

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Puts a report together from its elements, or from its lines.
struct ReportBuilder {
  private var findings: [Finding] = []
  private var diagnostics: [Diagnostic] = []
  private var detectors: [String: DetectorSummary] = [:]
  private var posture: [PostureIssue] = []
  private var rules: [String: PostureRule] = [:]
  private var header: Header?

  /// In JSON Lines, between the first line and the last.
  var isInReport: Bool { header != nil }

  /// An element of a JSON document's list.
  mutating func add(_ list: String, _ bytes: Data, _ decoder: JSONDecoder) throws {
    switch list {
    case "findings": findings.append(try decoder.decode(Finding.self, from: bytes))
    case "diagnostics": diagnostics.append(try decoder.decode(Diagnostic.self, from: bytes))
    case "detectors": add(try decoder.decode(DetectorSummary.self, from: bytes))
    case "posture": posture.append(try decoder.decode(PostureIssue.self, from: bytes))
    default: add(try decoder.decode(PostureRule.self, from: bytes))
    }
  }

  private mutating func add(_ detector: DetectorSummary) { detectors[detector.id] = detector }
  private mutating func add(_ rule: PostureRule) { rules[rule.id] = rule }

  /// A whole document, or what is left of one, or a line.
  mutating func finish(_ bytes: Data, _ decoder: JSONDecoder) throws -> MergeFeed.Item? {
    let line = try decoder.decode(Line.self, from: bytes)
    guard let type = line.type else {
      return .report(try taken(try decoder.decode(Report.self, from: bytes)))
    }
    if type == ShardDocument.typeName {
      return .shards(try decoder.decode(ShardDocument.self, from: bytes))
    }
    if type == "report" {
      guard header == nil else { throw ReportReadingError(description: "a report is cut off") }
      header = try decoder.decode(Header.self, from: bytes)
      return nil
    }
    guard let header else { throw ReportReadingError(description: "a report has lost its first line") }
    switch type {
    case "finding":
      findings.append(try decoder.decode(Finding.self, from: bytes))
      if let detector = line.detectorSummary { add(detector) }
    case "posture":
      posture.append(try decoder.decode(PostureIssue.self, from: bytes))
      if let rule = line.postureRule { add(rule) }
    case "diagnostic": diagnostics.append(try decoder.decode(Diagnostic.self, from: bytes))
    case "summary":
      let end = try decoder.decode(End.self, from: bytes)
      var report = Report(
        tool: header.tool, generatedAt: header.generatedAt, targets: header.targets, detectors: [],
        findings: [], diagnostics: [], statistics: end.statistics)
      report.schemaVersion = header.schemaVersion
      report.gate = end.gate
      return .report(try taken(report))
    default: break
    }
    return nil
  }

  /// The report with what was collected for it, which is then no longer here.
  private mutating func taken(_ report: Report) throws(ReportReadingError) -> Report {
    defer { self = ReportBuilder() }
    try report.requireKnownVersion()
    var report = report
    report.findings = findings
    report.diagnostics = diagnostics
    let used = Set(findings.map(\.detector))
    report.detectors = detectors.values.filter { used.contains($0.id) }.sorted { $0.id < $1.id }
    report.posture = posture
    let broken = Set(posture.map(\.rule))
    report.postureRules = rules.values.filter { broken.contains($0.id) }.sorted { $0.id < $1.id }
    return report
  }
}

/// What tells the kinds of lines apart, and what stands beside a finding or an issue.
private struct Line: Decodable {
  let type: String?
  let detectorSummary: DetectorSummary?
  let postureRule: PostureRule?
}

private struct Header: Decodable {
  let schemaVersion: Int
  let tool: Report.Tool
  let generatedAt: Timestamp
  let targets: [Report.Target]
}

private struct End: Decodable {
  let statistics: Statistics
  let gate: GateResult?
}
