import Findings

extension HTMLPage {
  /// The oldest ten, and what to do about each.
  func writeOldest(to output: inout some TextOutputStream) {
    let indices = age.oldest(10)
    guard !indices.isEmpty else { return }
    let summaries = age.detectors
    output.write(
      "<section aria-labelledby=\"oldest-title\">\n<h2 id=\"oldest-title\">Start here: the oldest \(indices.count == 1 ? "one" : "\(indices.count)")</h2>\n<ol class=\"oldest\">\n"
    )
    for index in indices { output.write(item(index, summaries)) }
    output.write("</ol>\n</section>\n")
  }

  private func item(_ index: Int, _ summaries: [String: DetectorSummary]) -> String {
    let (finding, record) = (age.report.findings[index], age.records[index])
    let detector = summaries[finding.detector]
    let days = finding.exposure.age(at: age.report.generatedAt)
    let more =
      finding.occurrenceCount > 1 ? " and \(Words.count(finding.occurrenceCount - 1, "more place"))" : ""
    let kind = record.isAlive ? "live" : "open"
    var text =
      "<li class=\"\(kind)\"><p class=\"age\">\(finding.exposure.isAtLeast ? "≥ " : "")\(FigureWords.age(days: days))</p><div>\n"
    text +=
      "<h3><a href=\"#f-\(finding.fingerprint)\">\((detector?.name ?? finding.detector).xml)</a> <code>\(finding.redacted.xml)</code> \(chip(finding))</h3>\n"
    text += "<p class=\"where\"><code>\(age.place(of: index).xml)</code>\(more.xml)"
    text += (record.owner.map { " <span>\($0.xml)</span>" } ?? "") + "</p>\n<ul class=\"todo\">\n"
    if let revoke = detector?.ending { text += "<li><b>Revoke</b> \(linked(revoke))</li>\n" }
    for option in Replacement.all(for: finding, detector: detector).prefix(1) {
      text += "<li><b>Instead</b> \(option.text.xml)\(HTMLPage.documentation(option.reference))</li>\n"
    }
    return text + "<li><b>State</b> \(finding.verdict.advice.xml)</li>\n</ul></div></li>\n"
  }

  static func documentation(_ address: String?) -> String {
    address.flatMap(safeAddress).map {
      " (<a href=\"\($0.xml)\" rel=\"noopener noreferrer\">documentation</a>)"
    } ?? ""
  }

  private func linked(_ text: String) -> String {
    safeAddress(text).map { "<a href=\"\($0.xml)\" rel=\"noopener noreferrer\">\($0.xml)</a>" } ?? text.xml
  }

  private func chip(_ finding: Finding) -> String {
    "<span class=\"chip \(finding.verdict.tone)\">\(finding.verdict.title.xml)</span>"
  }

  func writeCharts(to output: inout some TextOutputStream) {
    output.write(
      "<section aria-labelledby=\"charts-title\">\n<h2 id=\"charts-title\">How long they stay</h2>\n<div class=\"charts\">\n"
    )
    for chart in charts.all {
      output.write(
        "<figure class=\"\(chart.isWide ? "wide" : "")\">\n<figcaption><b>\(chart.title.xml)</b> \(chart.caption.xml)</figcaption>\n\(chart.svg)\n"
      )
      if !chart.legend.isEmpty {
        output.write(
          "<ul class=\"legend\">"
            + chart.legend.map { "<li><i class=\"k-\($0.kind)\"></i>\($0.text.xml)</li>" }.joined()
            + "</ul>\n")
      }
      output.write("</figure>\n")
    }
    output.write("</div>\n</section>\n")
  }

  /// The frame that the script fills.
  func writeFindings(to output: inout some TextOutputStream) {
    output.write(
      "<section id=\"findings\" aria-labelledby=\"findings-title\">\n<h2 id=\"findings-title\">All findings</h2>\n<noscript><p>The table needs the script of this page.</p></noscript>\n"
    )
    output.write(
      "<form class=\"filters\" role=\"search\">\n<label>Search <input type=\"search\" id=\"q\" placeholder=\"path, owner, detector, fingerprint\" autocomplete=\"off\"></label>\n"
    )
    for (id, label) in [
      ("verdict", "Verdict"), ("placement", "Placement"), ("severity", "Severity"), ("detector", "Detector"),
      ("repository", "Repository"), ("age", "Age"),
    ] {
      output.write("<label>\(label) <select id=\"\(id)\"><option value=\"\">any</option></select></label>\n")
    }
    output.write(
      "<button type=\"reset\">Clear</button>\n</form>\n<p id=\"count\" role=\"status\" aria-live=\"polite\"></p>\n"
    )
    // Narrow screens lay it out in cards, which would take its roles away: they are said.
    output.write(
      "<table id=\"rows\" role=\"table\" aria-labelledby=\"findings-title\"><thead role=\"rowgroup\"><tr role=\"row\">"
    )
    for (key, label) in [
      ("verdict", "Verdict"), ("name", "Secret"), ("age", "Open for"), ("since", "Since"), ("place", "Where"),
      ("owner", "Owner"), ("severity", "Severity"),
    ] {
      output.write(
        "<th scope=\"col\" role=\"columnheader\" class=\"c-\(key)\"><button type=\"button\" data-sort=\"\(key)\">\(label)</button></th>"
      )
    }
    output.write(
      "</tr></thead><tbody role=\"rowgroup\"></tbody></table>\n<p><button type=\"button\" id=\"more\" hidden>Show more</button></p>\n</section>\n"
    )
  }
}

extension Verdict {
  /// Colour of its mark.
  var tone: String {
    switch self {
    case .openDoor, .replacedNotRevoked, .deletedNotRotated: "live"
    case .suspect, .deletedUnproven: "open"
    case .probablyRotated, .stale: "calm"
    case .rotated, .cleaned: "ended"
    }
  }
}

extension String {
  /// `acme/payments` of an address: its last two parts.
  var shortRepository: String {
    let parts = split { $0 == "/" || $0 == ":" }.suffix(2).joined(separator: "/")
    return parts.hasSuffix(".git") ? String(parts.dropLast(4)) : parts.isEmpty ? self : parts
  }
}
