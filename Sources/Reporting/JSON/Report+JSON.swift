package import Findings

extension Report {
  /// One JSON document, as `docs/report.schema.json` describes it: pretty, or on one line.
  package func json(isPretty: Bool = true) throws -> String {
    var text = ""
    try writeJSON(isPretty: isPretty, to: &text)
    return text
  }

  func writeJSON(isPretty: Bool, to output: inout some TextOutputStream) throws {
    try outline { try findings[$0].json(at: generatedAt) }.write(isPretty: isPretty, to: &output)
    output.write("\n")
  }

  /// The document with its findings as a list that is made while it is written.
  func outline(
    adding added: [String: JSONOutline] = [:], finding: @escaping (Int) throws -> JSONValue
  ) throws -> JSONOutline {
    var head = self
    head.findings = []
    head.posture = []
    let list = JSONOutline.list(count: findings.count, element: finding)
    let own = ["findings": list, "summary": JSONOutline.value(try JSONValue(encoding: summary))]
    var members = own.merging(added) { $1 }
    if !posture.isEmpty {
      members["posture"] = .list(count: posture.count) { try posture[$0].json(at: generatedAt) }
    }
    return .object(try JSONValue(encoding: head), members)
  }

  /// A header, then one line for each finding, posture issue and diagnostic, then the summary; each says its `type`.
  func writeJSONLines(to output: inout some TextOutputStream) throws {
    let summaries = Dictionary(detectors.map { ($0.id, $0) }) { first, _ in first }
    writeLine(try header, type: "report", to: &output)
    for finding in findings {
      let detector = try summaries[finding.detector].map { try JSONValue(encoding: $0) }
      let line = try finding.json(at: generatedAt).merging(["detectorSummary": detector])
      writeLine(line, type: "finding", to: &output)
    }
    for issue in try postureValues() { writeLine(issue, type: "posture", to: &output) }
    for diagnostic in diagnostics {
      writeLine(try JSONValue(encoding: diagnostic), type: "diagnostic", to: &output)
    }
    let statistics = try JSONValue(encoding: statistics)
    writeLine(
      try JSONValue(encoding: summary).merging([
        "statistics": statistics, "gate": try gate.map { try JSONValue(encoding: $0) },
      ]), type: "summary", to: &output)
  }

  private var header: JSONValue {
    get throws {
      .object([
        "schemaVersion": .integer(Int64(schemaVersion)),
        "tool": try JSONValue(encoding: tool),
        "generatedAt": try JSONValue(encoding: generatedAt),
        "targets": try JSONValue(encoding: targets),
        "complete": .bool(complete),
      ])
    }
  }

  private func writeLine(_ value: JSONValue, type: String, to output: inout some TextOutputStream) {
    value.merging(["type": .string(type)]).write(isPretty: false, to: &output)
    output.write("\n")
  }
}

extension Finding {
  /// The encoded finding with what follows from it: `verdict`, and `ageDays` with `ageIsLowerBound` where
  /// there is an age.
  func json(at now: Timestamp) throws -> JSONValue {
    let age = age(at: now)
    return try JSONValue(encoding: self).merging([
      "verdict": .string(verdict.rawValue),
      "ageDays": age.map { .integer(Int64($0)) },
      "ageIsLowerBound": age.map { _ in .bool(exposure.isAtLeast) },
    ])
  }
}
