import Findings

extension SARIFLog {
  /// GitHub shows at most 100 locations of a result.
  private static let relatedLimit = 99

  /// A `result` (section 3.27) of a finding.
  func result(_ finding: Finding, ruleIndex: Int, baselineState: BaselineState?) -> JSONValue {
    let (primary, related) = occurrences(of: finding)
    let flow = codeFlow(of: finding)
    return .compact([
      "ruleId": .string(finding.detector),
      "ruleIndex": ruleIndex < 0 ? nil : .integer(Int64(ruleIndex)),
      "kind": "fail",
      "level": .string(level(of: finding)),
      "rank": .number(finding.rank(at: report.generatedAt)),
      "message": Self.message(sentence(about: finding)),
      "locations": .array(primary.map { [location($0)] } ?? []),
      "relatedLocations": related.isEmpty ? nil : .array(relatedLocations(related)),
      "occurrenceCount": .integer(Int64(max(1, finding.occurrenceCount))),
      "partialFingerprints": fingerprints(of: finding),
      "codeFlows": flow.map { [$0] },
      "suppressions": .array(finding.suppression.map { [suppression($0)] } ?? []),
      "baselineState": baselineState.map { .string($0.rawValue) },
      "provenance": ["firstDetectionTimeUtc": Self.time(report.generatedAt)],
      "properties": properties(of: finding),
    ])
  }

  /// The place to show (one where it still is, if any), and the others.
  private func occurrences(of finding: Finding) -> (Occurrence?, [Occurrence]) {
    let sorted = finding.occurrences.filter(\.isInPlace) + finding.occurrences.filter { !$0.isInPlace }
    return (sorted.first, Array(sorted.dropFirst().prefix(Self.relatedLimit)))
  }

  private func relatedLocations(_ occurrences: [Occurrence]) -> [JSONValue] {
    occurrences.enumerated().map { index, occurrence in
      let state =
        occurrence.removed.map { "Was here until \($0.layer == nil ? $0.day : $0.name)" } ?? "Also here"
      return location(occurrence).merging([
        "id": .integer(Int64(index + 1)), "message": Self.message(state),
      ])
    }
  }

  func location(_ occurrence: Occurrence) -> JSONValue {
    .compact([
      "physicalLocation": physicalLocation(path: occurrence.path, line: occurrence.line),
      "properties": .compact([
        "medium": .string(occurrence.medium.rawValue),
        "surface": occurrence.surface.map { .string($0.rawValue) },
        "byteColumn": .integer(Int64(occurrence.column)),
        "isInPlace": .bool(occurrence.isInPlace),
        "repository": occurrence.repository.map { .string($0) },
        "introduced": occurrence.introduced.map { .string($0.id) },
        "removed": occurrence.removed.map { .string($0.id) },
      ]),
    ])
  }

  /// Without a column: those of SARIF count characters, ours bytes.
  func physicalLocation(path: String, line: Int?) -> JSONValue {
    [
      "artifactLocation": ["uri": .string(path.percentEncodedPath), "uriBaseId": "%SRCROOT%"],
      "region": ["startLine": .integer(Int64(max(1, line ?? 1)))],
    ]
  }

  /// Ours, and the one by which GitHub recognises an alert: so a secret that moves stays the same alert.
  private func fingerprints(of finding: Finding) -> JSONValue {
    let fingerprint = finding.fingerprint.description
    return [
      "leakage/v1": .string(fingerprint),
      "primaryLocationLineHash": .string("\(fingerprint.prefix(16)):1"),
    ]
  }

  func suppression(_ suppression: Suppression) -> JSONValue {
    .compact([
      "kind": suppression.source == .inline ? "inSource" : "external",
      "status": "accepted",
      "justification": suppression.reason.map { .string($0.escapedForTerminal) },
      "properties": .compact([
        "source": .string(suppression.source.rawValue),
        "expires": suppression.expires.map(Self.time),
      ]),
    ])
  }

  private func level(of finding: Finding) -> String {
    switch finding.verdict {
    case .openDoor, .replacedNotRevoked, .deletedNotRotated: "error"
    case .suspect: finding.severity >= .high ? "error" : "warning"
    case .deletedUnproven, .probablyRotated, .stale: "warning"
    case .rotated, .cleaned: "note"
    }
  }

  private func properties(of finding: Finding) -> JSONValue {
    let age = finding.age(at: report.generatedAt)
    return .compact([
      "verdict": .string(finding.verdict.rawValue),
      "placement": .string(finding.placement.rawValue),
      "rotation": .string(finding.rotation.rawValue),
      "validity": .string(finding.validity.rawValue),
      "validityReason": finding.validityReason.map { .string($0) },
      "confidence": .string(finding.confidence.rawValue),
      "confidenceReasons": .array(finding.confidenceReasons.map { .string($0) }),
      "severity": .string(finding.severity.rawValue),
      "security-severity": .string(finding.severity.score),
      "severityReasons": .array(finding.severityReasons.map { .string($0) }),
      "codeOwners": finding.ownership.map { .array($0.codeOwners.map { .string($0) }) },
      "surfaces": .array(finding.surfaces.map { .string($0.rawValue) }),
      "facts": .object(
        Dictionary(finding.facts.all.map { ($0.name.rawValue, .string($0.value)) }) { first, _ in first }),
      "ageDays": age.map { .integer(Int64($0)) },
      "ageIsLowerBound": age.map { _ in .bool(finding.exposure.isAtLeast) },
      "dateSuspect": .bool(finding.exposure.dateSuspect),
      "exposedSince": finding.exposure.start.map(Self.time),
      "firstCommit": finding.exposure.firstCommit.map { .string($0.id) },
      "redacted": .string(finding.redacted),
      "refs": .array(finding.refs.map { .string($0) }),
    ])
  }
}

extension Finding {
  /// SARIF's priority, 0 to 100 (section 3.27.25): the verdict decides, years of age rank within it.
  func rank(at now: Timestamp) -> Double {
    let base: Double =
      switch verdict {
      case .openDoor: 90
      case .replacedNotRevoked: 80
      case .deletedNotRotated: 70
      case .suspect: 60
      case .deletedUnproven: 45
      case .probablyRotated: 30
      case .stale: 20
      case .rotated: 10
      case .cleaned: 0
      }
    return base + Double(min(9, (age(at: now) ?? 0) / 365))
  }
}
