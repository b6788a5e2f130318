import Findings

/// One self-contained file for a browser. It loads nothing and may load nothing: the policy in its head allows its
/// own style and script, by their hashes, and no address at all. What a stranger wrote (paths, subjects, names) goes
/// in as escaped text, and into the script as data.
struct HTMLPage {
  let age: AgeReport
  let charts: HTMLCharts

  init(_ age: AgeReport) {
    self.age = age
    charts = HTMLCharts(age)
  }

  var figures: AgeFigures { age.figures }

  func write(to output: inout some TextOutputStream) {
    output.write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    output.write("<meta http-equiv=\"Content-Security-Policy\" content=\"\(HTMLPage.policy)\">\n")
    output.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    output.write(
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
    )
    output.write(
      "<meta name=\"robots\" content=\"noindex\">\n<title>leakage: age report, \(age.report.generatedAt.date)</title>\n"
    )
    output.write("<style>\(HTMLStyle.text)</style>\n</head>\n<body>\n")
    output.write("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n")
    writeHeader(to: &output)
    output.write("<main>\n")
    if figures.unique > 0 || !age.report.findings.isEmpty {
      writeOldest(to: &output)
      writeCharts(to: &output)
      writeTables(to: &output)
      writePosture(to: &output)
      writeFindings(to: &output)
    } else {
      output.write("<section class=\"empty\"><p>Nothing to revoke, nothing to rotate.</p></section>\n")
      writePosture(to: &output)
    }
    output.write("</main>\n")
    writeFooter(to: &output)
    output.write("<dialog id=\"detail\" aria-labelledby=\"detail-title\"></dialog>\n")
    output.write("<script type=\"application/json\" id=\"data\">")
    HTMLData(age).write(to: &output)
    output.write("</script>\n<script>\(HTMLScript.text)</script>\n</body>\n</html>\n")
  }

  static let policy =
    "default-src 'none'; style-src '\(hash(HTMLStyle.text))'; script-src '\(hash(HTMLScript.text))'; "
    + "base-uri 'none'; form-action 'none'"

  private static func hash(_ text: String) -> String {
    "sha256-" + MessageDigest.sha256(Array(text.utf8)).base64
  }

  private func writeHeader(to output: inout some TextOutputStream) {
    let report = age.report
    let repositories = Words.count(age.repositories.count, "repository", "repositories")
    output.write("<header>\n<p class=\"brand\"><b>leakage</b> <span>age report</span> ")
    output.write("<span class=\"when\">\(report.generatedAt.date) · \(repositories)</span></p>\n")
    output.write("<h1>\(FigureWords.headline(age).xml)</h1>\n")
    if let gate = report.gate {
      output.write(
        "<p class=\"gate \(gate.isPassed ? "passed" : "failed")\"><b>Policy \(gate.isPassed ? "passed" : "failed")</b> \(gate.reason.xml)</p>\n"
      )
    }
    if !report.complete {
      let more = report.hasUnread ? ": there may be more secrets than these" : ""
      output.write("<p class=\"gate failed\"><b>Incomplete</b> \(report.missing.xml)\(more).</p>\n")
    }
    if let trend = age.trend {
      output.write(
        "<p class=\"trend\">Since \(trend.since.date): <b>\(trend.new.count)</b> new, <b>\(trend.fixed.count)</b> fixed, "
      )
      output.write(
        "<b>\(trend.reopened.count)</b> reopened, <b>\(trend.older.count)</b> older by \(Words.count(trend.daysBetween, "day")).</p>\n"
      )
    }
    output.write("<ul class=\"cards\">\n")
    for card in cards { output.write(card) }
    output.write("</ul>\n</header>\n")
  }

  private var cards: [String] {
    guard figures.unique > 0 else { return [] }
    let alive = figures.live + figures.limited
    let decided = figures.liveOfDecided
    return [
      card(
        alive > 0 ? "live" : "", Words.grouped(alive), "live",
        alive > 0
          ? "\(Words.grouped(figures.liveSecretDays)) secret-days of exposure" : "none is known to be live"),
      card(
        figures.unanswered.count > 0 ? "open" : "", Words.grouped(figures.unanswered.count), "may be live",
        FigureWords.percent(figures.unanswered.share)
          + " of \(Words.grouped(figures.unique)): no answer about them"),
      card(
        "", FigureWords.age(days: figures.oldestOpenDays), "oldest still open",
        "median \(FigureWords.age(days: figures.medianOpenDays))"),
      decided.total > 0
        ? card(
          "", FigureWords.percent(decided.share), "live of decided",
          "\(decided.count) of \(decided.total)"
            + (decided.interval.map { ", 95 %: \(FigureWords.range($0))" } ?? ""))
        : card(
          "", Words.grouped(figures.inHead), "still in HEAD", "of \(Words.grouped(figures.unique)) secrets"),
    ]
  }

  private func card(_ kind: String, _ number: String, _ label: String, _ note: String) -> String {
    "<li class=\"card \(kind)\"><span class=\"number\">\(number.xml)</span><span class=\"label\">\(label.xml)</span><span class=\"note\">\(note.xml)</span></li>\n"
  }

  private func writeFooter(to output: inout some TextOutputStream) {
    output.write("<footer>\n<h2>How to read this</h2>\n<ul>\n")
    var notes =
      figures.unique == 0
      ? []
      : [
        "On \(age.report.generatedAt.date), \(FigureWords.unanswered(figures)). Every share of live secrets rests on the others."
      ]
    notes += [
      "Exposure counts from the committer date of the first commit that holds the value. A push may be later, and a client can write any date.",
      "“Live of decided” is (live + limited) / (live + limited + revoked + ended); a proof of an end counts only for detectors whose live secrets can be told as well.",
      "Intervals are 95 %: Wilson’s, or a bootstrap of whole repositories where several secrets share one.",
      "Deleting a line rotates nothing: the value stays in history, in clones and in forks.",
    ]
    notes += figures.published.map {
      "For comparison, with its own denominator: \($0.words) (\($0.source)). Do not chain the two."
    }
    for note in notes { output.write("<li>\(note.xml)</li>\n") }
    output.write(
      "</ul>\n<p>leakage \(age.report.tool.version.xml), \(age.report.tool.detectors) detectors, catalogue \(age.report.tool.catalog.xml). No secret is in this file: provider prefixes, lengths and keyed fingerprints only.</p>\n</footer>\n"
    )
  }
}
