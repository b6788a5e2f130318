import Findings

extension HTMLPage {
  func writeTables(to output: inout some TextOutputStream) {
    output.write(
      "<section aria-labelledby=\"cohorts-title\">\n<h2 id=\"cohorts-title\">By the \(age.options.span.rawValue) they leaked in</h2>\n"
    )
    output.write(table(cohortHead, cohortRows))
    output.write(
      "</section>\n<section aria-labelledby=\"groups-title\">\n<h2 id=\"groups-title\">Whose, what, where</h2>\n<div class=\"groups\">\n"
    )
    for key in [GroupKey.detector, .owner, .repository, .surface, .severity, .lifetime] {
      let rows = (figures.groups[key.rawValue] ?? [])
      output.write(
        "<details\(key == age.options.group ? " open" : "")><summary>By \(key.rawValue) <span>\(Words.grouped(rows.count))</span></summary>\n"
      )
      output.write(
        table(
          [key.rawValue, "unique", "live", "suspect", "ended", "in HEAD", "median age", "oldest"],
          rows.prefix(25).map(groupRow)))
      if rows.count > 25 {
        output.write(
          "<p class=\"more\">and \(Words.grouped(rows.count - 25)) more: filter the table below</p>\n")
      }
      output.write("</details>\n")
    }
    output.write("<details><summary>Against a rotation policy</summary>\n")
    output.write(
      table(
        ["limit", "days", "over it, of those that may work", "live among them", "oldest"],
        figures.limits.map(limitRow)))
    output.write(
      "<p class=\"more\">A leaked credential has no days left, whatever the calendar says: the first row counts against 0.</p></details>\n"
    )
    output.write(
      "<details><summary>Placement and verdict</summary>\n\(table(matrixHead, matrixRows))</details>\n</div>\n</section>\n"
    )
  }

  private var cohortHead: [String] {
    [
      "exposed", "unique", "can be asked", "live", "limited", "revoked", "expired", "by policy", "not known",
      "live of decided (95 %)", "median exposure", "oldest live", "replaced", "in HEAD",
    ]
  }

  private var cohortRows: [[String]] {
    figures.cohorts.map { cohort in
      [
        cohort.name, "\(cohort.unique)", "\(cohort.probeable)", "\(cohort.live)", "\(cohort.limited)",
        "\(cohort.revoked)", "\(cohort.expired)", "\(cohort.endedByPolicy)", "\(cohort.unknown)",
        FigureWords.short(cohort.liveOfDecided), FigureWords.age(days: cohort.medianLiveDays),
        FigureWords.age(days: cohort.oldestLiveDays), FigureWords.short(cohort.replaced),
        FigureWords.short(cohort.inHead),
      ]
    }
  }

  private func groupRow(_ row: GroupRow) -> [String] {
    [
      row.name, Words.grouped(row.unique), "\(row.live)", "\(row.suspect)", "\(row.ended)", "\(row.inHead)",
      FigureWords.age(days: row.medianDays), FigureWords.age(days: row.oldestDays),
    ]
  }

  private func limitRow(_ row: LimitRow) -> [String] {
    [
      row.name, "\(row.limitDays)", FigureWords.full(row.over), "\(row.liveOver)",
      FigureWords.age(days: row.oldestDays),
    ]
  }

  private var matrixHead: [String] { ["placement"] + Verdict.allCases.map(\.title) }

  private var matrixRows: [[String]] {
    Placement.allCases.compactMap { placement in
      guard let row = figures.matrix[placement.rawValue] else { return nil }
      return [placement.words] + Verdict.allCases.map { row[$0.rawValue].map(String.init) ?? "·" }
    }
  }

  func table(_ head: [String], _ rows: [[String]]) -> String {
    var text =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\((head.first ?? "").xml) table\"><table class=\"figures\"><thead><tr>"
    text += head.map { "<th scope=\"col\">\($0.xml)</th>" }.joined() + "</tr></thead><tbody>\n"
    for row in rows {
      text +=
        "<tr><th scope=\"row\">\((row.first ?? "").xml)</th>"
        + row.dropFirst().map { "<td>\($0.xml)</td>" }.joined() + "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }
}
