import Findings

/// The report as a SARIF 2.1.0 log (OASIS standard, errata 01) with one run, in the subset that GitHub code
/// scanning reads. It never holds a revealed secret: such logs are uploaded.
struct SARIFLog {
  let report: Report
  let rules: [DetectorSummary]
  private let ruleIndexes: [String: Int]

  init(_ report: Report) {
    self.report = report
    let known = Set(report.detectors.map(\.id))
    let unknown = Set(report.findings.map(\.detector)).subtracting(known).sorted()
    rules = report.detectors + unknown.map(DetectorSummary.init(unknownID:))
    var indexes = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    for (index, rule) in report.postureRules.enumerated() {
      indexes[Self.ruleID(rule.id)] = rules.count + index
    }
    ruleIndexes = indexes
  }

  /// `docs.oasis-open.org` names the schema so.
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// The results are made while it is written.
  var outline: JSONOutline {
    let head: JSONValue = ["$schema": .string(Self.schema), "version": "2.1.0"]
    return .object(head, ["runs": .array([.object(run, ["results": results])])])
  }

  private var run: JSONValue {
    .compact([
      "tool": ["driver": driver],
      "taxonomies": [CWE.taxonomy],
      "invocations": [invocation],
      "versionControlProvenance": provenance.isEmpty ? nil : .array(provenance),
      "properties": .compact([
        "complete": .bool(report.complete),
        "schemaVersion": .integer(Int64(report.schemaVersion)),
      ]),
    ])
  }

  private var driver: JSONValue {
    let codes = notificationCodes
    return .compact([
      "name": .string(report.tool.name),
      "version": .string(report.tool.version),
      "semanticVersion": .string(report.tool.version),
      "rules": .array(rules.map { rule($0) } + report.postureRules.map { rule($0) }),
      "notifications": codes.isEmpty ? nil : .array(codes.map { ["id": .string($0)] }),
      "supportedTaxonomies": [CWE.reference],
      "properties": [
        "catalog": .string(report.tool.catalog), "detectors": .integer(Int64(report.tool.detectors)),
      ],
    ])
  }

  /// When one result has a baseline state, all must (section 3.27.24): the others are new then.
  private var results: JSONOutline {
    let isCompared =
      report.findings.contains { $0.baselineState != nil }
      || report.posture.contains { $0.baselineState != nil }
    let count = report.findings.count
    return .list(count: count + report.posture.count) { index in
      guard index < count else {
        let issue = report.posture[index - count]
        let rule = ruleIndexes[Self.ruleID(issue.rule)] ?? -1
        return result(issue, ruleIndex: rule, baselineState: issue.baselineState ?? (isCompared ? .new : nil))
      }
      let finding = report.findings[index]
      let state = finding.baselineState ?? (isCompared ? .new : nil)
      return result(finding, ruleIndex: ruleIndexes[finding.detector] ?? -1, baselineState: state)
    }
  }

  func detector(of finding: Finding) -> DetectorSummary {
    ruleIndexes[finding.detector].map { rules[$0] } ?? DetectorSummary(unknownID: finding.detector)
  }

  /// SARIF's date-times are UTC with a `Z` (section 3.9), as are those of `Timestamp`.
  static func time(_ time: Timestamp) -> JSONValue { .string(time.iso8601) }

  /// A message's plain text: brackets would begin a link (section 3.11.6), braces a placeholder (3.11.5).
  static func message(_ text: String) -> JSONValue {
    var result = ""
    for character in text.escapedForTerminal {
      switch character {
      case "[", "]", "\\": result += "\\\(character)"
      case "{", "}": result += "\(character)\(character)"
      default: result.append(character)
      }
    }
    return ["text": .string(result)]
  }
}

extension DetectorSummary {
  /// Stands in for a detector that the report has no summary of.
  fileprivate init(unknownID id: String) {
    self.init(
      id: id, name: id, provider: "unknown", category: "unknown", severity: .medium, lifetime: .longLived)
  }
}
