import Findings

/// For a comment on a pull request or a job's summary: the answer, one table, the rest folded.
struct MarkdownReport {
  let age: AgeReport
  static let rowLimit = 20

  init(_ age: AgeReport) { self.age = age }

  func write(to output: inout some TextOutputStream) {
    let figures = age.figures
    output.write("### leakage: \(FigureWords.headline(age).markdown)\n\n")
    if let gate = age.report.gate {
      output.write("**Policy \(gate.isPassed ? "passed" : "failed")**: \(gate.reason.markdown)\n\n")
    }
    if !age.report.complete {
      output.write("**Incomplete**: \(age.report.missing).\n\n")
    }
    if let trend = age.trend { output.write(line(trend)) }
    guard figures.unique > 0 else { return writePosture(to: &output) }
    writeTable(to: &output)
    writeFolded("Cohorts by first exposure", to: &output) { cohorts }
    writeFolded("By \(age.options.group.rawValue)", to: &output) { groups }
    writePosture(to: &output)
    output.write(
      "\n<sub>\(FigureWords.unanswered(figures).markdown). Deleting a line rotates nothing.</sub>\n")
  }

  private func line(_ trend: Trend) -> String {
    "Since \(trend.since.date): **\(trend.new.count)** new, **\(trend.fixed.count)** fixed, "
      + "**\(trend.reopened.count)** reopened, **\(trend.older.count)** older by \(Words.count(trend.daysBetween, "day")).\n\n"
  }

  private func writeTable(to output: inout some TextOutputStream) {
    let open = age.report.findings.indices.filter {
      age.report.findings[$0].isActionable && !age.report.findings[$0].verdict.isSettled
    }
    guard !open.isEmpty else { return }
    let summaries = age.detectors
    output.write("| | secret | open for | where | revoke |\n|---|---|---|---|---|\n")
    let shown = open.prefix(MarkdownReport.rowLimit)
    for index in shown {
      let finding = age.report.findings[index]
      let days = finding.age(at: age.report.generatedAt)
      let more = finding.occurrenceCount > 1 ? " +\(finding.occurrenceCount - 1)" : ""
      let detector = summaries[finding.detector]
      let cells = [
        finding.verdict.title, "\(detector?.name ?? finding.detector) \(finding.redacted)",
        (finding.exposure.isAtLeast ? "≥ " : "") + FigureWords.age(days: days), age.place(of: index) + more,
        detector?.ending ?? "",
      ]
      output.write("| " + cells.map(\.markdown).joined(separator: " | ") + " |\n")
    }
    let rest = open.count - MarkdownReport.rowLimit
    if rest > 0 { output.write("\n… and \(Words.grouped(rest)) more.\n") }
    writeFolded("What to use instead", to: &output) { replacements(shown, summaries) }
  }

  /// The best replacement of each detector, once.
  private func replacements(_ indices: ArraySlice<Int>, _ summaries: [String: DetectorSummary]) -> String {
    var seen: Set<String> = []
    var text = ""
    for index in indices where seen.insert(age.report.findings[index].detector).inserted {
      let finding = age.report.findings[index]
      let detector = summaries[finding.detector]
      guard let instead = Replacement.all(for: finding, detector: detector).first else { continue }
      let link = instead.reference.flatMap(safeAddress).map { " ([documentation](<\($0)>))" } ?? ""
      text += "* **\((detector?.name ?? finding.detector).markdown)**: \(instead.text.markdown)\(link)\n"
    }
    return text
  }

  func writeFolded(_ title: String, to output: inout some TextOutputStream, _ body: () -> String) {
    let text = body()
    if text.isEmpty { return }
    output.write("\n<details><summary>\(title)</summary>\n\n\(text)\n</details>\n")
  }

  private var cohorts: String {
    var text =
      "| year | unique | live | ended | not known | live of decided (95 %) | still in HEAD |\n|---|---|---|---|---|---|---|\n"
    for cohort in age.figures.cohorts {
      let ended = cohort.revoked + cohort.expired + cohort.endedByPolicy
      text +=
        "| \(cohort.name) | \(cohort.unique) | \(cohort.live + cohort.limited) | \(ended) | \(cohort.unknown) "
      text += "| \(FigureWords.short(cohort.liveOfDecided)) | \(FigureWords.percent(cohort.inHead.share)) |\n"
    }
    return text
  }

  private var groups: String {
    var text =
      "| \(age.options.group.rawValue) | unique | live | suspect | ended | oldest |\n|---|---|---|---|---|---|\n"
    for row in (age.figures.groups[age.options.group.rawValue] ?? []).prefix(MarkdownReport.rowLimit) {
      text +=
        "| \(row.name.markdown) | \(row.unique) | \(row.live) | \(row.suspect) | \(row.ended) | \(FigureWords.age(days: row.oldestDays)) |\n"
    }
    return text
  }
}

extension String {
  /// As plain text in Markdown: nothing of it is markup, a link, a mention or a table's border.
  var markdown: String {
    var result = ""
    for scalar in escapedForTerminal.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~", "$":
        result += "\\" + String(Character(scalar))
      // A zero-width space after it would hide in copies: an entity keeps mentions and addresses from linking.
      case "@": result += "&#64;"
      case ":": result += "&#58;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
