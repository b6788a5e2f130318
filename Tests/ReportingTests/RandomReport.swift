import Findings

/// Reports of random shape with generated secrets, the same for the same seed.
struct RandomReport {
  private var random: SeededRandom
  /// Values that the report must not show.
  private(set) var secrets: [String] = []

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func report(count: Int = 12, revealed: Bool = false) -> Report {
    let detectors = SampleReport.detectors
    let findings = (0..<count).map { _ in finding(detector: pick(detectors).id, revealed: revealed) }
    var report = SampleReport.rich
    report.findings = findings
    report.posture = (0..<number(0..<5)).map { _ in issue() }
    report.postureRules = [
      PostureRule(
        id: "acme-static-key", title: text(), severity: pick(Severity.allCases), why: text(), fix: text(),
        reference: "https://example.org/fix")
    ]
    report.targets[0].branch = text()
    report.targets[0].path = "/" + text()
    return report
  }

  mutating func next() -> UInt64 { random.next() }

  mutating func number(_ range: Range<Int>) -> Int { range.lowerBound + Int(next() % UInt64(range.count)) }
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0..<elements.count)] }
  private mutating func flip() -> Bool { next() & 1 == 0 }

  private mutating func secret() -> Secret {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    let value = (0..<number(16..<80)).map { _ in pick(alphabet) }
    secrets.append(String(decoding: value, as: UTF8.self))
    return Secret(value, publicPrefix: number(0..<8))
  }

  /// Words, scripts, emoji and what would deceive a terminal.
  mutating func text() -> String {
    let pieces = [
      "src", "a b", "é", "e\u{301}", "日本語", "한국어", "👩‍💻", "🇪🇺", "\u{1b}[2J", "\u{202e}", "\u{7}", "\n",
      "\u{200b}", "\"", "\\", "<b>", "[x](y)", "{0}", "%2F", "../", "\u{2066}", "\u{85}", "\u{e0041}", "ع",
    ]
    return (0..<number(1..<9)).map { _ in pick(pieces) }.joined()
  }

  private mutating func time() -> Timestamp { Timestamp(seconds: Int64(number(946_684_800..<1_795_000_000))) }

  private mutating func commit() -> CommitSummary {
    let signature = Signature(name: text(), email: text(), date: time())
    return CommitSummary(
      id: SampleReport.hexadecimal(UInt8(number(0..<256)), digits: 40), author: signature,
      committer: signature,
      subject: text())
  }

  private mutating func issue() -> PostureIssue {
    PostureIssue(
      rule: pick(["acme-static-key", "of-no-rule"]), severity: pick(Severity.allCases), path: text(),
      line: flip() ? number(1..<900) : nil, key: flip() ? text() : nil, place: flip() ? text() : nil,
      detail: flip() ? text() : nil, exposure: flip() ? exposure() : nil,
      suppression: flip() ? Suppression(source: pick([.inline, .ignoreFile]), reason: text()) : nil,
      baselineState: flip() ? pick([.new, .unchanged, .updated]) : nil,
      formerPaths: flip() ? [text(), text()] : nil, repository: flip() ? text() : nil)
  }

  private mutating func exposure() -> Exposure {
    guard number(0..<6) > 0 else { return Exposure() }
    let first = commit()
    let isSuspect = number(0..<4) == 0
    return Exposure(
      firstCommit: first, start: first.committer.date, authored: flip() ? time() : nil,
      removedAt: flip() ? time() : nil, removedBy: flip() ? commit() : nil, isAtLeast: flip(),
      dateSuspect: isSuspect,
      bounds: isSuspect ? DateBounds(earliest: flip() ? time() : nil, latest: flip() ? time() : nil) : nil)
  }

  private mutating func occurrence() -> Occurrence {
    Occurrence(
      medium: pick([.file, .commitMessage, .index, .workTree, .ref, .imageConfig]),
      surface: pick([nil] + Surface.allCases),
      path: text(), line: number(1..<9_999),
      column: number(1..<200), key: flip() ? text() : nil, introduced: commit(),
      removed: flip() ? commit() : nil, isInPlace: flip())
  }

  private mutating func finding(detector: String, revealed: Bool) -> Finding {
    let secret = secret()
    let companion = self.secret()
    let kinds: [RotationEvent.Kind] = [.superseded, .replacedByReference, .removed, .reintroduced]
    var finding = Finding(
      fingerprint: SampleReport.fingerprint(UInt8(number(0..<256)), number(0..<1000)), detector: detector,
      redacted: secret.redacted, revealed: revealed ? String(decoding: secret.reveal(), as: UTF8.self) : nil,
      companions: ["key": "\(companion)"], entropy: Double(number(0..<8)),
      confidence: pick(Finding.Confidence.allCases), validity: pick(Validity.allCases),
      validityReason: flip() ? text() : nil, rotation: pick(Rotation.allCases),
      placement: pick(Placement.allCases), exposure: exposure(),
      occurrences: (0..<number(1..<7)).map { _ in occurrence() },
      events: (0..<number(0..<3)).map { _ in
        RotationEvent(kind: pick(kinds), commit: commit(), path: text(), reference: text())
      }, refs: flip() ? ["refs/heads/" + text()] : [],
      suppression: number(0..<5) == 0 ? Suppression(source: .inline, reason: text()) : nil,
      baselineState: pick([nil, nil, .new, .unchanged, .updated, .absent]), severity: pick(Severity.allCases))
    finding.severityReasons = flip() ? [text()] : []
    finding.surfaces = Set(finding.occurrences.compactMap(\.surface)).sorted()
    finding.facts = Facts(
      Dictionary((0..<number(0..<6)).map { _ in (pick(Facts.Name.allCases), text()) }) { first, _ in first })
    return finding
  }
}
