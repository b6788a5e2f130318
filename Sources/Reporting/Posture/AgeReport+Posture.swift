import Findings

extension AgeReport {
  var postureTally: PostureTally { PostureTally(report) }

  /// For the text form: the count, then a table by check. Nothing where nobody looked.
  var postureFigures: (line: String, rows: [[String]])? {
    let tally = postureTally
    guard !tally.isEmpty else { return nil }
    let head = ["posture check", "severity", "issues", "repositories", "median age", "oldest"]
    let rows = tally.rows.prefix(15).map { row in
      [
        row.rule.id, row.severity.rawValue, Words.grouped(row.issues.count), Words.grouped(row.repositories),
        FigureWords.age(days: row.medianDays), FigureWords.age(days: row.oldestDays),
      ]
    }
    return ("posture          \(tally.sentence)", rows.isEmpty ? [] : [head] + rows)
  }
}

extension MarkdownReport {
  /// Counts, and folded what is where, since when, and what to do instead.
  func writePosture(to output: inout some TextOutputStream) {
    let tally = age.postureTally
    guard !tally.isEmpty, !tally.rows.isEmpty || tally.setAside > 0 else { return }
    output.write("\n**Posture**: \(tally.sentence.markdown).\n")
    guard !tally.rows.isEmpty else { return }
    writeFolded("Posture by check", to: &output) {
      var text = "| | check | issues | oldest | where | instead |\n|---|---|---|---|---|---|\n"
      for row in tally.rows.prefix(MarkdownReport.rowLimit) {
        let places = row.issues.prefix(3).map {
          tally.place($0, showsRepository: age.repositories.count > 1) + ($0.key.map { " (\($0))" } ?? "")
        }
        let more = row.issues.count > 3 ? " +\(row.issues.count - 3)" : ""
        let link = safeAddress(row.rule.reference).map { " ([documentation](<\($0)>))" } ?? ""
        let cells = [
          row.severity.rawValue, row.rule.title, Words.grouped(row.issues.count),
          row.issues.first.map(tally.words) ?? "–", places.joined(separator: ", ") + more,
        ]
        text += "| \(cells.map(\.markdown).joined(separator: " | ")) | \(row.rule.fix.markdown)\(link) |\n"
      }
      let rest = tally.rows.count - MarkdownReport.rowLimit
      return text + (rest > 0 ? "\n… and \(Words.count(rest, "more check")).\n" : "")
    }
  }
}

extension HTMLPage {
  /// A table by check, each with its places behind a fold. It needs no script.
  func writePosture(to output: inout some TextOutputStream) {
    let tally = age.postureTally
    guard !tally.isEmpty else { return }
    output.write(
      "<section aria-labelledby=\"posture-title\">\n<h2 id=\"posture-title\">Posture: how credentials are used</h2>\n"
    )
    let sentence = tally.sentence
    output.write(
      "<p class=\"lead\">\(sentence.prefix(1).uppercased())\(String(sentence.dropFirst()).xml).</p>\n")
    if !tally.rows.isEmpty {
      let rows = tally.rows.map { row in
        [
          row.rule.title, row.severity.rawValue, Words.grouped(row.issues.count),
          Words.grouped(row.repositories),
          FigureWords.age(days: row.medianDays), FigureWords.age(days: row.oldestDays),
        ]
      }
      output.write(table(["check", "severity", "issues", "repositories", "median age", "oldest"], rows))
      output.write("<div class=\"groups\">\n")
      for row in tally.rows { write(row, tally, to: &output) }
      output.write("</div>\n")
    }
    output.write("</section>\n")
  }

  private static let placeLimit = 50

  private func write(_ row: PostureTally.Row, _ tally: PostureTally, to output: inout some TextOutputStream) {
    output.write(
      "<details><summary>\(row.rule.title.xml) <span>\(Words.grouped(row.issues.count))</span></summary>\n")
    output.write(
      "<p class=\"more\">\(row.rule.why.xml). <b>Instead</b> \(row.rule.fix.xml)\(HTMLPage.documentation(row.rule.reference))</p>\n"
    )
    let shown = row.issues.prefix(HTMLPage.placeLimit)
    output.write(
      table(
        ["where", "what", "open for", "since"],
        shown.map { issue in
          [
            tally.place(issue, showsRepository: age.repositories.count > 1),
            [issue.key, issue.place, issue.detail].compactMap(\.self).joined(separator: "; "),
            tally.words(issue),
            issue.exposure?.start?.date ?? "–",
          ]
        }))
    let rest = row.issues.count - shown.count
    if rest > 0 {
      output.write("<p class=\"more\">and \(Words.grouped(rest)) more, in the JSON and CSV forms</p>\n")
    }
    output.write("</details>\n")
  }
}
