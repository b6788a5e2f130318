import Findings

extension TextReport {
  /// What is known of a finding, in the order that a reader asks: where, since when, still working, what to
  /// do, what to call it.
  func rows(of finding: Finding) -> [Row] {
    let detector = detectors[finding.detector]
    return [
      row("secret", finding.revealed.map { StyledText($0, .alarm) }),
      Row(label: "where", parts: places(of: finding)),
      row("placement", placement(of: finding)),
      Row(label: "since", parts: since(finding.exposure)),
      row("validity", validity(of: finding)),
      Row(label: "rotation", parts: finding.events.map(event)),
      row("gone", removal(of: finding.exposure)),
      row("carries", finding.carriedDates.map(carried)),
      row("with", companions(of: finding)),
      row("baseline", finding.baselineState == .updated ? "known, but with a copy at a new path" : nil),
      row("revoke", detector?.revoke.map { StyledText($0, link: $0.isWebAddress ? $0 : nil) }),
      row("instead", detector?.replacement.map { StyledText($0) }),
      row("fingerprint", .dim(finding.fingerprint.description)),
      row("detector", .dim(finding.detector)),
    ].filter { !$0.parts.isEmpty }
  }

  private func row(_ label: String, _ text: StyledText?) -> Row {
    Row(label: label, parts: text.map { $0.isEmpty ? [] : [$0] } ?? [])
  }

  private func placement(of finding: Finding) -> StyledText {
    let text = StyledText(finding.placement.words)
    guard !finding.refs.isEmpty else { return text }
    let shown = finding.refs.prefix(style.isVerbose ? Finding.refLimit : 3).map(Words.ref)
    let hidden = finding.refCount - shown.count
    let more = hidden > 0 ? " and \(Words.grouped(hidden)) more" : ""
    return text + .dim("; held by ") + StyledText(shown.joined(separator: ", ") + more)
  }

  private func since(_ exposure: Exposure) -> [StyledText] {
    guard let start = exposure.start else { return [] }
    var first = StyledText(exposure.dateSuspect ? "date suspect: \(bounds(exposure))" : start.date)
    if exposure.isAtLeast { first = StyledText("\(start.date) or earlier: history is cut off here") }
    guard let commit = exposure.firstCommit else { return [first] }
    let claim = exposure.dateSuspect ? ", which claims \(commit.committer.date.date)" : ""
    let author = StyledText.dim(" by ") + StyledText(commit.author.name) + .dim(" <\(commit.author.email)>")
    return [first, .dim("commit ") + StyledText(Words.short(commit.id) + claim) + author] + authored(exposure)
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
    guard let authored = exposure.authored, let start = exposure.start, authored.days(until: start) > 0,
      !exposure.dateSuspect
    else { return [] }
    return [.dim("authored ") + StyledText(authored.date) + .dim(", committed later")]
  }

  private func removal(of exposure: Exposure) -> StyledText? {
    guard let removedAt = exposure.removedAt else { return nil }
    guard let commit = exposure.removedBy else { return StyledText(removedAt.date) }
    return StyledText(removedAt.date) + .dim("  commit ") + StyledText(Words.short(commit.id)) + .dim(" by ")
      + StyledText(commit.author.name)
  }

  private func validity(of finding: Finding) -> StyledText {
    let words = StyledText(finding.validity.words, finding.validity == .live ? .alarm : .plain)
    return words + (finding.validityReason.map { .dim(": ") + StyledText($0) } ?? "")
  }

  private func event(_ event: RotationEvent) -> StyledText {
    let what =
      switch event.kind {
      case .superseded: "superseded" + (event.successor.map { " by \($0.description.prefix(8))" } ?? "")
      case .replacedByReference: "replaced by " + (event.reference ?? "a reference")
      case .removed: "removed"
      case .reintroduced: "reintroduced: not a rotation"
      }
    let isBad = event.kind == .reintroduced
    return StyledText("\(event.commit.committer.date.date)  ") + StyledText(what, isBad ? .caution : .plain)
      + .dim("  \(Words.short(event.commit.id))  \(event.path)")
  }

  private func carried(_ dates: CarriedDates) -> StyledText {
    let facts = [("created", dates.created), ("valid from", dates.notBefore), ("expires", dates.expires)]
    let words = facts.compactMap { fact in fact.1.map { "\(fact.0) \($0.date)" } }.joined(separator: ", ")
    return StyledText(words) + .dim(" (\(dates.source)\(dates.isInferred ? ", inferred" : ""))")
  }

  private func companions(of finding: Finding) -> StyledText? {
    finding.companions.sorted { $0.key < $1.key }.map { .dim("\($0.key) ") + StyledText($0.value) }
      .joined(separator: ", ")
  }
}
