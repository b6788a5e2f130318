import Findings

extension TextReport {
  /// One finding in full: name and age, the redacted value, then a labelled row for each thing known.
  func block(_ finding: Finding, number: Int) -> [StyledText] {
    let width = style.columns - indent
    let head =
      spread(.strong(name(of: finding)), ageLabel(finding), width: width)
      + spread(StyledText(finding.redacted), .dim(rating(of: finding)), width: width)
    let marker = StyledText.dim(String(number)).aligned(rightTo: indent - 2) + .spaces(2)
    return hang(head, under: marker) + rows(of: finding).flatMap { lines(of: $0, width: width) }
  }

  /// One labelled line of a finding; a part that does not fit starts a line of its own.
  struct Row {
    let label: String
    let parts: [StyledText]
  }

  private static let labelWidth = 13

  private func lines(of row: Row, width: Int) -> [StyledText] {
    let label = (StyledText.spaces(indent) + .dim(row.label)).padded(to: indent + Self.labelWidth)
    return hang(row.parts.flatMap { $0.wrapped(to: width - Self.labelWidth) }, under: label)
  }

  /// `lines` with `first` before the first of them and as many blanks before the others.
  func hang(_ lines: [StyledText], under first: StyledText) -> [StyledText] {
    lines.enumerated().map { ($0 == 0 ? first : .spaces(first.width)) + $1 }
  }

  private func rating(of finding: Finding) -> String {
    let confidence = finding.confidence == .low ? "low confidence" : nil
    return [finding.severity.rawValue, confidence].compactMap { $0 }.joined(separator: ", ")
  }

  /// The age where it counts, else why there is none.
  func ageLabel(_ finding: Finding) -> StyledText {
    if finding.validity.hasEnded { return StyledText(finding.validity.rawValue, .calm) }
    guard let start = finding.exposure.start else {
      return .dim(finding.placement == .uncommitted ? "not committed" : "undated")
    }
    guard !finding.exposure.dateSuspect else { return StyledText("date suspect", .caution) }
    return StyledText(age(since: start, isAtLeast: finding.exposure.isAtLeast), finding.verdict.ageRole)
  }

  func age(since start: Timestamp, isAtLeast: Bool) -> String {
    let words = Words.age(from: start, to: report.generatedAt)
    if isAtLeast { return words == "today" ? "at least 0 d" : "at least \(words)" }
    return words
  }
}

extension Verdict {
  fileprivate var ageRole: StyledText.Role {
    switch role {
    case .alarm, .caution: role
    default: .strong
    }
  }
}
