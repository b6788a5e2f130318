internal import Detectors
internal import Findings

extension Finding {
  /// With what the value tells of itself, and with the severity that follows from that and from where it stands.
  func rated(as detector: Detector, _ secret: Int32, in table: SecretTable, _ identities: SecretIdentities)
    -> Finding
  {
    var finding = self
    if let carrier = detector.tells {
      finding.facts = Facts.read(
        carrier, from: table.secrets[Int(secret)].value, companions: identities.companionValues(secret),
        surroundings: table.surroundings[secret])
    }
    finding.surfaces = Set(occurrences.compactMap(\.surface)).sorted()
    let rating = SeverityRating(
      detector: detector.summary.severity, facts: finding.facts, surfaces: finding.surfaces)
    finding.severity = rating.severity
    finding.severityReasons = rating.reasons
    return finding
  }

  func with(
    facts: Facts, surfaces: [Surface], severityReasons: [String], ownership: Ownership? = nil
  ) -> Finding {
    var finding = self
    finding.facts = facts
    finding.surfaces = surfaces
    finding.severityReasons = severityReasons
    finding.ownership = ownership
    return finding
  }
}
