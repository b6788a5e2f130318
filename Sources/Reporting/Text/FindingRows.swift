import Findings

extension TextReport {
  /// What is known of a finding, in the order that a reader asks: where, since when, still working, what to
  /// do, what to call it.
  func rows(of finding: Finding) -> [Row] {
    let detector = detectors[finding.detector]
    return [
      row("secret", finding.revealed.map { StyledText($0, .alarm) }),
      Row(label: "where", parts: places(of: finding)),
      Row(label: "surface", parts: surfaces(of: finding)),
      Row(label: "severity", parts: finding.severityReasons.map { StyledText($0) }),
      row("placement", placement(of: finding)),
      Row(label: "since", parts: since(finding.exposure)),
      Row(label: "owner", parts: owners(of: finding)),
      row("validity", validity(of: finding)),
      Row(label: "rotation", parts: events(of: finding)),
      row("gone", removal(of: finding)),
      row("confidence", confidence(of: finding)),
      row("carries", finding.carriedDates.map(carried)),
      row("tells", told(of: finding)),
      row("with", companions(of: finding)),
      row("baseline", finding.baselineState == .updated ? "known, but with a copy at a new path" : nil),
      row("revoke", (detector?.ending).map { StyledText($0, link: $0.isWebAddress ? $0 : nil) }),
      row("instead", detector?.replacement.map { StyledText($0) }),
      row("fingerprint", .dim("\(finding.fingerprint)  \(finding.detector)")),
    ].filter { !$0.parts.isEmpty }
  }

  private func row(_ label: String, _ text: StyledText?) -> Row {
    Row(label: label, parts: text.map { $0.isEmpty ? [] : [$0] } ?? [])
  }

  private func placement(of finding: Finding) -> StyledText {
    let text = StyledText(finding.placementWords)
    guard !finding.refs.isEmpty else { return text }
    let shown = finding.refs.prefix(style.isVerbose ? Finding.refLimit : 3).map(Words.ref)
    let hidden = finding.refCount - shown.count
    let more = hidden > 0 ? " and \(Words.grouped(hidden)) more" : ""
    return text + .dim("; held by ") + StyledText(shown.joined(separator: ", ") + more)
  }

  private func since(_ exposure: Exposure) -> [StyledText] {
    let by = exposure.firstCommit.map(author) ?? ""
    guard let start = exposure.start else {
      guard let layer = exposure.firstCommit, layer.layer != nil else { return [] }
      return [StyledText("\(layer.name), undated: \(bounds(exposure))"), by].filter { !$0.isEmpty }
    }
    if exposure.dateSuspect {
      let claim = exposure.firstCommit.map {
        ", though \($0.name) claims \($0.committer.date.date)"
      }
      return [StyledText("date suspect: \(bounds(exposure))\(claim ?? "")"), by].filter { !$0.isEmpty }
    }
    let commit = exposure.firstCommit.map { StyledText("  \($0.name)  ") } ?? ""
    let doubt = exposure.isAtLeast ? [StyledText("or earlier: history is cut off here")] : []
    return [StyledText(start.date) + commit + by] + doubt + authored(exposure)
  }

  private func owners(of finding: Finding) -> [StyledText] {
    guard let ownership = finding.ownership else { return [] }
    let names = ownership.codeOwners.prefix(5).joined(separator: ", ")
    let last = ownership.lastCommitter.map { StyledText.dim("last changed by ") + StyledText($0.name) }
    return [names.isEmpty ? nil : StyledText(names), last].compactMap(\.self)
  }

  private func author(of commit: CommitSummary) -> StyledText {
    guard commit.layer == nil else { return .dim(commit.maker) }
    return StyledText(commit.author.name) + .dim(" <\(commit.author.email)>")
  }

  private func bounds(_ exposure: Exposure) -> String {
    switch (exposure.bounds?.earliest, exposure.bounds?.latest) {
    case (let earliest?, let latest?): "between \(earliest.date) and \(latest.date)"
    case (let earliest?, nil): "not before \(earliest.date)"
    case (nil, let latest?): "not after \(latest.date)"
    case (nil, nil): "nothing bounds it"
    }
  }

  /// The author date where a rebase or cherry-pick made it differ.
  private func authored(_ exposure: Exposure) -> [StyledText] {
    guard let authored = exposure.authored, let start = exposure.start, authored.days(until: start) > 0 else {
      return []
    }
    return [.dim("authored ") + StyledText(authored.date) + .dim(", committed later")]
  }

  /// The end of the last copy, unless the rotation tells it.
  private func removal(of finding: Finding) -> StyledText? {
    guard let removedAt = finding.exposure.removedAt else { return nil }
    guard let commit = finding.exposure.removedBy else { return StyledText(removedAt.date) }
    if finding.events.contains(where: { $0.commit.id == commit.id }) { return nil }
    return StyledText("\(removedAt.date)  \(commit.name)  ") + author(of: commit)
  }

  private func validity(of finding: Finding) -> StyledText {
    let words = StyledText(finding.validity.words, finding.validity == .live ? .alarm : .plain)
    return words + (finding.validityReason.map { .dim(": ") + StyledText($0) } ?? "")
  }

  /// The last few, unless all are asked for.
  private func events(of finding: Finding) -> [StyledText] {
    let shown = style.isVerbose ? finding.events[...] : finding.events.suffix(6)
    let hidden = finding.events.count - shown.count
    let before: [StyledText] = hidden > 0 ? [.dim("after \(Words.count(hidden, "earlier change"))")] : []
    return before + shown.map { event($0, of: finding) }
  }

  private func event(_ event: RotationEvent, of finding: Finding) -> StyledText {
    let what =
      switch event.kind {
      case .superseded: "superseded" + (event.successor.map { " by \($0.description.prefix(8))" } ?? "")
      case .replacedByReference: "replaced by " + (event.reference ?? "a reference")
      case .removed: "removed"
      case .reintroduced: "reintroduced: not a rotation"
      }
    let isBad = event.kind == .reintroduced
    let isElsewhere = finding.occurrenceCount > 1 || finding.occurrences.first?.path != event.path
    return StyledText("\(event.commit.day)  \(event.commit.name)  ")
      + StyledText(what, isBad ? .caution : .plain) + .dim(isElsewhere ? "  \(event.path)" : "")
  }

  private func carried(_ dates: CarriedDates) -> StyledText {
    let facts = [("created", dates.created), ("valid from", dates.notBefore), ("expires", dates.expires)]
    let words = facts.compactMap { fact in fact.1.map { "\(fact.0) \($0.date)" } }.joined(separator: ", ")
    return StyledText(words) + .dim(" (\(dates.source)\(dates.isInferred ? ", inferred" : ""))")
  }

  /// Where a reader may doubt, or wants to know everything.
  private func confidence(of finding: Finding) -> StyledText? {
    guard style.isVerbose || finding.confidence.rank <= Finding.Confidence.medium.rank else { return nil }
    let reasons = finding.confidenceReasons.joined(separator: ", ")
    return StyledText(finding.confidence.rawValue) + (reasons.isEmpty ? "" : .dim(": ") + StyledText(reasons))
  }

  private func companions(of finding: Finding) -> StyledText? {
    finding.companions.sorted { $0.key < $1.key }.map { .dim("\($0.key) ") + StyledText($0.value) }
      .joined(separator: ", ")
  }
}
