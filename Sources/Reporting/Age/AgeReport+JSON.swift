import Findings

extension AgeReport {
  /// The report's document with `age`, `trend` and the places of each finding.
  func writeJSON(isPretty: Bool, to output: inout some TextOutputStream) throws {
    var added = ["age": JSONOutline.value(try JSONValue(encoding: figures))]
    if let trend { added["trend"] = .value(try JSONValue(encoding: trend)) }
    try report.outline(adding: added, finding: finding).write(isPretty: isPretty, to: &output)
    output.write("\n")
  }

  /// As a scan's, with the figures in the summary's line.
  func writeJSONLines(to output: inout some TextOutputStream) throws {
    let summaries = detectors
    func line(_ type: String, _ value: JSONValue) {
      value.merging(["type": .string(type)]).write(isPretty: false, to: &output)
      output.write("\n")
    }
    line(
      "report",
      .object([
        "schemaVersion": .integer(Int64(report.schemaVersion)), "tool": try JSONValue(encoding: report.tool),
        "generatedAt": try JSONValue(encoding: report.generatedAt),
        "targets": try JSONValue(encoding: report.targets), "complete": .bool(report.complete),
      ]))
    for index in report.findings.indices {
      let detector = try summaries[report.findings[index].detector].map { try JSONValue(encoding: $0) }
      line("finding", try finding(index).merging(["detectorSummary": detector]))
    }
    for issue in try report.postureValues() { line("posture", issue) }
    for diagnostic in report.diagnostics { line("diagnostic", try JSONValue(encoding: diagnostic)) }
    line(
      "summary",
      try JSONValue(encoding: report.summary).merging([
        "statistics": try JSONValue(encoding: report.statistics), "age": try JSONValue(encoding: figures),
        "trend": try trend.map { try JSONValue(encoding: $0) },
        "gate": try report.gate.map { try JSONValue(encoding: $0) },
      ]))
  }

  private func finding(_ index: Int) throws -> JSONValue {
    let finding = report.findings[index]
    let places = places[index]
    var value = try finding.json(at: report.generatedAt)
    guard places.count > finding.occurrences.count else { return value }
    value["places"] = .array(
      places.map { place in
        .compact([
          "repository": .string(repositories[Int(place.repository)]), "path": .string(place.path),
          "line": .integer(Int64(place.line)), "isInPlace": .bool(place.isInPlace),
          "since": place.since.map { .string($0.iso8601) },
        ])
      })
    return value
  }
}
