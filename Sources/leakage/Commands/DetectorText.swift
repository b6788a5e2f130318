internal import Detectors
internal import Findings
internal import Reporting

/// All that a detector knows, for people: a name and a value on each line.
struct DetectorText {
  private let detector: Detector
  private var summary: DetectorSummary { detector.summary }

  init(_ detector: Detector) { self.detector = detector }

  var text: String {
    (finding + knowing + acting).compactMap { name, value in
      value.map { name + String(repeating: " ", count: 13 - name.count) + $0 + "\n" }
    }.joined()
  }

  private typealias Row = (String, String?)

  /// What it finds, and how.
  private var finding: [Row] {
    let literals = detector.literals.map(\.text).joined(separator: " ")
    return [
      ("id", detector.id), ("name", summary.name), ("provider", summary.provider),
      ("category", summary.category),
      ("severity", summary.severity.rawValue), ("confidence", detector.confidence.rawValue),
      ("lifetime", summary.lifetime.rawValue), ("literals", literals.isEmpty ? nil : literals),
      ("words", detector.toldByWords?.words.joined(separator: " ")), ("rule", rule),
      ("entropy", detector.minEntropy > 0 ? "at least \(detector.minEntropy) bits per byte" : nil),
      ("checksum", detector.checksum?.rawValue), ("companions", companions),
      ("paths", detector.paths.isEmpty ? nil : detector.paths.joined(separator: " ")),
      ("finds", detector.examples.positive.first), ("not", detector.examples.negative.first),
    ]
  }

  /// What a value tells without asking anybody.
  private var knowing: [Row] {
    [
      ("dates", detector.dates?.rawValue), ("tells", detector.tells?.rawValue),
      ("policy", detector.policy.map(policy)),
    ]
  }

  private var acting: [Row] {
    [
      ("probe", detector.probe.map(probe) ?? "none: no safe request is known"), ("revoke", summary.ending),
      (
        "replacement",
        summary.replacement ?? (summary.lifetime == .longLived ? "none is known to this detector" : nil)
      ),
      ("reference", summary.reference),
    ]
  }

  private var rule: String {
    switch detector.rule {
    case .pattern(let pattern): pattern
    case .context(let context):
      "\(context.length.lowerBound) to \(context.length.upperBound) characters (\(context.charset.rawValue))"
        + (detector.literals.isEmpty
          ? " near one of the words"
          : context.isAssigned
            ? " assigned to a name with one of the literals" : " behind one of the literals")
    }
  }

  private var companions: String? {
    detector.companions.isEmpty
      ? nil
      : detector.companions.map { $0.role + ($0.isRequired ? " (required)" : "") }.joined(separator: ", ")
  }

  private func policy(_ policy: Detector.PolicyDeath) -> String {
    let end = policy.endedOn.map { "all ended on \($0.date)" }
    let life = policy.maxDays.map { days in
      "at most \(days) days" + (policy.isExtendable == .no ? ", not extendable" : "")
    }
    return [end, life].compactMap(\.self).joined(separator: "; ") + " (\(policy.source))"
  }

  private func probe(_ probe: Probe) -> String {
    let request =
      probe.kind == .handshake
      ? "a login to the credential's own host" : "\(probe.method.rawValue) https://\(probe.host)\(probe.path)"
    let basis =
      probe.basis == .documented
      ? "documented at \(probe.source), read on \(probe.checkedOn.date)"
      : "known from practice alone: never sent"
    return "\(request) (\(probe.kind.rawValue); \(basis))"
  }
}
