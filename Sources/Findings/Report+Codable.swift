extension Report {
  private enum CodingKeys: String, CodingKey {
    case schemaVersion, tool, generatedAt, complete, targets, detectors, findings, posture, postureRules,
      diagnostics
    case statistics, gate
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
    tool = try container.decode(Tool.self, forKey: .tool)
    generatedAt = try container.decode(Timestamp.self, forKey: .generatedAt)
    targets = try container.decode([Target].self, forKey: .targets)
    detectors = try container.decode([DetectorSummary].self, forKey: .detectors)
    findings = try container.decode([Finding].self, forKey: .findings)
    posture = try container.decodeIfPresent([PostureIssue].self, forKey: .posture) ?? []
    postureRules = try container.decodeIfPresent([PostureRule].self, forKey: .postureRules) ?? []
    diagnostics = try container.decode([Diagnostic].self, forKey: .diagnostics)
    statistics = try container.decode(Statistics.self, forKey: .statistics)
    gate = try container.decodeIfPresent(GateResult.self, forKey: .gate)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(tool, forKey: .tool)
    try container.encode(generatedAt, forKey: .generatedAt)
    try container.encode(complete, forKey: .complete)
    try container.encode(targets, forKey: .targets)
    try container.encode(detectors, forKey: .detectors)
    try container.encode(findings, forKey: .findings)
    if !posture.isEmpty { try container.encode(posture, forKey: .posture) }
    if !postureRules.isEmpty { try container.encode(postureRules, forKey: .postureRules) }
    try container.encode(diagnostics, forKey: .diagnostics)
    try container.encode(statistics, forKey: .statistics)
    try container.encodeIfPresent(gate, forKey: .gate)
  }
}
