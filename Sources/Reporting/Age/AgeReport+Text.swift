import Findings

extension AgeReport {
  /// The figures first, then the findings as a scan tells them where there are few, or else the oldest.
  func writeText(style: TextStyle, to output: inout some TextOutputStream) {
    for line in figureLines { output.write(line.escapedForTerminal + "\n") }
    output.write("\n")
    if report.findings.count <= 50 || style.isVerbose {
      for line in TextReport(report, style: style).lines {
        line.write(to: &output, style: style)
        output.write("\n")
      }
    } else {
      for line in oldestLines { output.write(line.escapedForTerminal + "\n") }
      for line in TextReport(report, style: style).postureLines {
        line.write(to: &output, style: style)
        output.write("\n")
      }
      for line in TextReport(report, style: style).gateLines {
        output.write("\n")
        line.write(to: &output, style: style)
        output.write("\n")
      }
    }
  }

  private var figureLines: [String] {
    var lines = [FigureWords.headline(self), ""]
    lines += [
      "secrets          \(Words.grouped(figures.unique)) in \(Words.count(repositories.count, "repository", "repositories"))",
      "live of decided  \(FigureWords.full(figures.liveOfDecided))",
      "not known        \(FigureWords.full(figures.unanswered))",
      "replaced         \(FigureWords.full(figures.replaced))",
    ]
    if figures.liveAfterTwoYears.total > 0 {
      lines.append("live after 2 y   \(FigureWords.full(figures.liveAfterTwoYears))")
    }
    let posture = postureFigures
    if let posture { lines.append(posture.line) }
    if let trend {
      lines.append(
        "since \(trend.since.date) \(trend.new.count) new, \(trend.fixed.count) fixed, \(trend.reopened.count) reopened, "
          + "\(trend.older.count) older by \(Words.count(trend.daysBetween, "day"))")
    }
    lines += [""] + table(cohortRows) + [""] + table(groupRows) + [""]
    if let posture, !posture.rows.isEmpty { lines += table(posture.rows) + [""] }
    lines += figures.limits.map {
      "over \($0.limitDays) d (\($0.name)): \(FigureWords.full($0.over)), \($0.liveOver) of them live"
    }
    if let days = figures.history.medianDays {
      lines.append("half are out of place after \(FigureWords.age(days: days))")
    }
    lines.append("revocation: \(figures.revocation.note)")
    if figures.unprobed > 0 {
      lines.append("ask which of the \(Words.grouped(figures.unprobed)) not asked still work: leakage probe")
    }
    return lines
  }

  private var cohortRows: [[String]] {
    [
      [
        "exposed", "unique", "live", "ended", "not known", "live of decided", "oldest live", "replaced",
        "in HEAD",
      ]
    ]
      + figures.cohorts.map { cohort in
        [
          cohort.name, "\(cohort.unique)", "\(cohort.live + cohort.limited)",
          "\(cohort.revoked + cohort.expired + cohort.endedByPolicy)", "\(cohort.unknown)",
          FigureWords.short(cohort.liveOfDecided), FigureWords.age(days: cohort.oldestLiveDays),
          FigureWords.percent(cohort.replaced.share), FigureWords.percent(cohort.inHead.share),
        ]
      }
  }

  private var groupRows: [[String]] {
    let rows = figures.groups[options.group.rawValue] ?? []
    return [[options.group.rawValue, "unique", "live", "suspect", "ended", "oldest"]]
      + rows.prefix(15).map {
        [
          $0.name, "\($0.unique)", "\($0.live)", "\($0.suspect)", "\($0.ended)",
          FigureWords.age(days: $0.oldestDays),
        ]
      }
  }

  private var oldestLines: [String] {
    let oldest = self.oldest(10)
    let ages = oldest.map { FigureWords.age(days: report.findings[$0].exposure.age(at: report.generatedAt)) }
    let width = ages.map(\.count).max() ?? 0
    let summaries = detectors
    return ["the oldest"]
      + zip(oldest, ages).flatMap { index, age in
        let finding = report.findings[index]
        let name = summaries[finding.detector]?.name ?? finding.detector
        let indent = String(repeating: " ", count: width - age.count)
        return [
          "  \(indent)\(age)  \(name) \(finding.redacted)",
          String(repeating: " ", count: width + 4) + place(of: index),
        ]
      } + ["", "all of them: -f html, -f csv, or --verbose"]
  }

  /// `path:line`, or `repository: path:line` where there are several.
  func place(of index: Int) -> String {
    guard let place = places[index].first else { return "" }
    let repository = repositories.count > 1 ? repositories[Int(place.repository)].shortRepository + ": " : ""
    return "\(repository)\(place.path):\(place.line)"
  }

  /// The first column to the left, the others to the right.
  private func table(_ rows: [[String]]) -> [String] {
    guard let head = rows.first else { return [] }
    let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
    }
  }
}
