import Findings

extension TextReport {
  /// One line for each finding: number, age, detector, value and the first place.
  func table(_ findings: [Finding], firstNumber: Int) -> [StyledText] {
    let rows = findings.enumerated().map { index, finding in
      [
        .dim(String(firstNumber + index)), ageLabel(finding), StyledText(finding.detector),
        .dim(finding.redacted), firstPlace(of: finding),
      ]
    }
    return aligned(rows)
  }

  func firstPlace(of finding: Finding) -> StyledText {
    guard let first = placesInOrder(of: finding).first else { return "" }
    return location(first)
  }

  /// Rows of number, age, detector, value and place in columns; the value makes room first, then the
  /// detector and the place are cut.
  func aligned(_ rows: [[StyledText]]) -> [StyledText] {
    let columns = style.columns
    let age = width(of: 1, in: rows, atMost: columns < 60 ? 13 : 17)
    let detector = width(of: 2, in: rows, atMost: columns < 60 ? 10 : columns < 80 ? 18 : 26)
    let value = columns < 90 ? 0 : width(of: 3, in: rows, atMost: 24)
    let fixed = indent + age + 2 + detector + 2 + (value > 0 ? value + 2 : 0)
    return rows.map { row in
      var line = row[0].aligned(rightTo: indent - 2) + .spaces(2)
      line += row[1].truncated(to: age).aligned(rightTo: age) + .spaces(2)
      line += row[2].truncated(to: detector).padded(to: detector) + .spaces(2)
      if value > 0 { line += row[3].truncated(to: value).padded(to: value) + .spaces(2) }
      return line + row[4].truncatedAtStart(to: max(1, columns - fixed))
    }
  }

  private func width(of column: Int, in rows: [[StyledText]], atMost limit: Int) -> Int {
    min(rows.map { $0[column].width }.max() ?? 0, limit)
  }

  /// What is suppressed or known from the baseline: listed when asked for, else counted in the summary.
  var setAsideLines: [StyledText] {
    let findings = report.findings.filter { !$0.isActionable }.sorted(by: Finding.isOlder)
    guard style.isVerbose, !findings.isEmpty else { return [] }
    let title = StyledText.strong("SET ASIDE")
    let count = StyledText.dim(Words.grouped(findings.count))
    let lines = findings.flatMap { finding in
      hang(
        spread(StyledText(name(of: finding)), ageLabel(finding), width: style.columns - indent)
          + (firstPlace(of: finding) + .dim("  \(finding.redacted)")).wrapped(to: style.columns - indent)
          + StyledText.dim(reasonAside(finding)).wrapped(to: style.columns - indent)
          + StyledText.dim(finding.fingerprint.description).wrapped(to: style.columns - indent),
        under: .spaces(indent)) + [""]
    }
    return [title + .spaces(style.columns - title.width - count.width) + count, ""] + lines + [""]
  }

  private func reasonAside(_ finding: Finding) -> String {
    guard let suppression = finding.suppression else {
      return finding.baselineState == .absent ? "in the baseline, gone from the scan" : "in the baseline"
    }
    let until = suppression.expires.map { " until \($0.date)" } ?? ""
    return "suppressed by \(suppression.source.words)\(until)" + (suppression.reason.map { ": \($0)" } ?? "")
  }
}
