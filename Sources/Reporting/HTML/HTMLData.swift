import Findings

/// What the page's script knows of each finding, as compact rows. `HTMLScript` reads them by position.
struct HTMLData {
  private let age: AgeReport
  /// Of more places the count is told; the JSON form has all.
  private static let placeLimit = 60
  private static let eventLimit = 20

  init(_ age: AgeReport) { self.age = age }

  func write(to output: inout some TextOutputStream) {
    let summaries = age.report.detectors
    let numbers = Dictionary(summaries.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let named = age.detectors
    output.write("{\"now\":\(day(age.report.generatedAt)),\"repositories\":")
    write(.array(age.repositories.map { .string($0.shortRepository) }), to: &output)
    output.write(",\"detectors\":")
    write(.array(summaries.map(detector)), to: &output)
    output.write(",\"findings\":[")
    var isFirst = true
    for index in age.report.findings.indices {
      output.write(isFirst ? "\n" : ",\n")
      isFirst = false
      let finding = age.report.findings[index]
      write(row(index, finding, numbers[finding.detector] ?? -1, named[finding.detector]), to: &output)
    }
    output.write("]}")
  }

  /// Nothing in a string may end the script element or begin a comment in it.
  private func write(_ value: JSONValue, to output: inout some TextOutputStream) {
    var text = ""
    value.write(isPretty: false, to: &text)
    output.write(
      text.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026"))
  }

  private func day(_ time: Timestamp) -> Int { Int(time.seconds / 86_400) }

  private func detector(_ summary: DetectorSummary) -> JSONValue {
    [
      .string(summary.name), .string(summary.provider), .string(summary.lifetime.rawValue),
      .string(summary.ending), text(summary.reference.flatMap(safeAddress)), .string(summary.id),
    ]
  }

  private func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private func row(_ index: Int, _ finding: Finding, _ number: Int, _ detector: DetectorSummary?) -> JSONValue
  {
    let (record, places) = (age.records[index], age.places[index])
    let first = finding.exposure.firstCommit
    return .array([
      .string(finding.fingerprint.description), .integer(Int64(number)), .string(finding.redacted),
      .string(finding.verdict.title), .string(finding.verdict.tone), .integer(Int64(finding.verdict.rank)),
      .string(finding.placement.rawValue), .string(finding.severity.rawValue),
      .integer(Int64(Severity.allCases.firstIndex(of: finding.severity) ?? 0)),
      finding.exposure.start.map { .integer(Int64(day($0))) } ?? .null, .bool(finding.exposure.isAtLeast),
      finding.validity.hasEnded ? .bool(true) : .bool(false),
      record.gone.map { .integer(Int64(day($0))) } ?? .null,
      text(record.owner), .array(record.repositories.map { .integer(Int64($0)) }),
      .array(places.prefix(HTMLData.placeLimit).map(place)),
      .integer(Int64(max(places.count, finding.occurrenceCount))),
      .array(finding.events.prefix(HTMLData.eventLimit).compactMap(event)),
      first.map { [.string($0.title), .string($0.subject), .string($0.day)] }
        ?? .null,
      .array(evidence(finding).map { [.string($0.0), .string($0.1)] }),
      .array(
        Replacement.all(for: finding, detector: detector).map {
          [.string($0.place), .string($0.text), text($0.reference.flatMap(safeAddress))]
        }),
      .string(finding.verdict.advice), text(aside(finding)),
    ])
  }

  private func place(_ place: Place) -> JSONValue {
    [
      .integer(Int64(place.repository)), .string(place.path), .integer(Int64(place.line)),
      .bool(place.isInPlace),
      place.since.map { .string($0.date) } ?? .null,
    ]
  }

  /// Nil where nothing dates it.
  private func event(_ event: RotationEvent) -> JSONValue? {
    guard let date = event.commit.date else { return nil }
    let words =
      switch event.kind {
      case .superseded: "another value took its place"
      case .replacedByReference: "a reference took its place\(event.reference.map { ": \($0)" } ?? "")"
      case .removed: "removed"
      case .reintroduced: "the same value came back"
      }
    return [
      .integer(Int64(day(date))), .string(words),
      .string(event.commit.layer == nil ? String(event.commit.id.prefix(10)) : event.commit.name),
      .string(event.path),
    ]
  }

  /// What speaks for each statement.
  private func evidence(_ finding: Finding) -> [(String, String)] {
    var rows = [
      ("validity", finding.validity.words + (finding.validityReason.map { ": \($0)" } ?? "")),
      ("confidence", finding.confidence.rawValue), ("placement", finding.placementWords),
    ]
    if !finding.severityReasons.isEmpty {
      rows.append(("severity", finding.severityReasons.joined(separator: "; ")))
    }
    if let ownership = finding.ownership {
      let names = ownership.codeOwners.joined(separator: ", ")
      let last = ownership.lastCommitter.map { "last changed by \($0.name)" }
      rows.append(("owner", [names.isEmpty ? nil : names, last].compactMap(\.self).joined(separator: "; ")))
    }
    if !finding.surfaces.isEmpty {
      rows.append(("surfaces", finding.surfaces.map(\.rawValue).joined(separator: ", ")))
    }
    if let probe = finding.probe {
      rows.append(
        ("last asked", "\(probe.checked.date), \(probe.endpoint), \(Words.count(probe.observations, "look"))")
      )
      if let days = probe.revokedAfterDays {
        rows.append(("revoked after", "\(days.atLeast) to \(days.atMost) days"))
      }
    }
    if let dates = finding.carriedDates {
      let parts = [dates.created.map { "created \($0.date)" }, dates.expires.map { "expires \($0.date)" }]
        .compactMap(\.self)
      if !parts.isEmpty {
        rows.append(
          (
            "its own dates",
            parts.joined(separator: ", ") + " (\(dates.source)\(dates.isInferred ? ", inferred" : ""))"
          ))
      }
    }
    for fact in finding.facts.all { rows.append((fact.name.rawValue, fact.value)) }
    if finding.exposure.dateSuspect {
      rows.append(
        (
          "date",
          finding.exposure.start == nil
            ? "the layer's date cannot be true: it is taken as undated"
            : "the commit's date cannot be true; the bound of its neighbours is taken"
        ))
    }
    return rows
  }

  private func aside(_ finding: Finding) -> String? {
    if let suppression = finding.suppression {
      return "put aside" + (suppression.reason.map { ": \($0)" } ?? "")
    }
    return finding.baselineState == .unchanged ? "known from the baseline" : nil
  }
}
