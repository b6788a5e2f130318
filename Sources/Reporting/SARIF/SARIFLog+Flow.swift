import Findings

extension SARIFLog {
  /// What happened when: from the commit that introduced it, over what history shows, to now. Nil when
  /// nothing dates it.
  func codeFlow(of finding: Finding) -> JSONValue? {
    guard let start = finding.exposure.start else { return nil }
    let steps = [introduction(of: finding, at: start)] + changes(of: finding) + [present(of: finding)]
    let locations = steps.enumerated().map { index, step in step.location(order: index + 1, in: self) }
    return [
      "message": [
        "text":
          "Exposure, from the first \(finding.isOfImage ? "layer" : "commit") that held the secret to now"
      ],
      "threadFlows": [["locations": .array(locations)]],
    ]
  }

  private struct Step {
    let kind: String
    let time: Timestamp
    let text: String
    let path: String
    let line: Int?
    let commit: String?

    /// A `threadFlowLocation` (section 3.38).
    func location(order: Int, in log: SARIFLog) -> JSONValue {
      .compact([
        "executionOrder": .integer(Int64(order)),
        "executionTimeUtc": SARIFLog.time(time),
        "importance": "essential",
        "kinds": [.string(kind)],
        "location": [
          "physicalLocation": log.physicalLocation(path: path, line: line),
          "message": SARIFLog.message(text),
        ],
        "properties": commit.map { ["commit": .string($0)] },
      ])
    }
  }

  private func introduction(of finding: Finding, at start: Timestamp) -> Step {
    let exposure = finding.exposure
    let first = finding.occurrences.first
    let commit = exposure.firstCommit
    let by = commit.map { " in \($0.name)" + ($0.maker.isEmpty ? "" : " by \($0.maker)") } ?? ""
    let doubt = exposure.dateSuspect ? " (date suspect)" : exposure.isAtLeast ? " or earlier" : ""
    return Step(
      kind: "introduced", time: start, text: "Introduced \(start.date)\(doubt)\(by)", path: first?.path ?? "",
      line: first?.line, commit: commit?.id)
  }

  private func changes(of finding: Finding) -> [Step] {
    let events = finding.events.compactMap { event -> Step? in
      guard let date = event.commit.date else { return nil }
      return Step(
        kind: event.kind.rawValue, time: date,
        text: "\(event.kind.phrase) \(date.date) in \(event.commit.name)", path: event.path,
        line: finding.occurrences.first { $0.path == event.path }?.line, commit: event.commit.id)
    }
    guard let removedAt = finding.exposure.removedAt, let last = finding.occurrences.last,
      !finding.events.contains(where: { $0.commit == finding.exposure.removedBy })
    else { return events }
    let commit = finding.exposure.removedBy
    let by = commit.map { " in \($0.name)" } ?? ""
    return events + [
      Step(
        kind: "removed", time: removedAt, text: "Last copy removed \(removedAt.date)\(by)", path: last.path,
        line: last.line, commit: commit?.id)
    ]
  }

  private func present(of finding: Finding) -> Step {
    let place = finding.occurrences.first(where: \.isInPlace) ?? finding.occurrences.last
    return Step(
      kind: "now", time: report.generatedAt,
      text: "Now \(finding.placementWords): \(finding.verdict.advice)",
      path: place?.path ?? "", line: place?.line, commit: nil)
  }

  /// What a reader of the alert needs in a few sentences.
  func sentence(about finding: Finding) -> String {
    ([summary(of: finding), "\(finding.verdict.title): \(finding.verdict.advice)."]
      + surfaceSentence(about: finding))
      .joined(separator: " ")
  }

  private func summary(of finding: Finding) -> String {
    let what = "\(detector(of: finding).name) \(finding.redacted)"
    guard let start = finding.exposure.start else { return "\(what), \(finding.placementWords)." }
    let words = Words.age(from: start, to: report.generatedAt)
    let age = finding.exposure.isAtLeast ? "at least \(words)" : words
    let since =
      finding.validity.hasEnded ? "exposed since \(start.date)" : "exposed for \(age) (\(start.date))"
    return "\(what), \(finding.placementWords), \(since)."
  }

  /// What the worst of the files that hold it asks for, and where that is documented.
  private func surfaceSentence(about finding: Finding) -> [String] {
    guard let advice = finding.surfaceAdvice.first else { return [] }
    let title = advice.title.prefix(1).uppercased() + advice.title.dropFirst()
    return ["\(title): \(advice.text)."] + (advice.reference.map { ["See \($0)"] } ?? [])
  }
}

extension RotationEvent.Kind {
  fileprivate var phrase: String {
    switch self {
    case .superseded: "Superseded by another value"
    case .replacedByReference: "Replaced by a reference"
    case .removed: "Removed"
    case .reintroduced: "The same value reintroduced"
    }
  }
}
