import Findings

extension HTMLCharts {
  private static var rowLimit: Int { 40 }

  /// One bar a secret: full while it is in place, thin while only history has it.
  var timeline: Chart? {
    let records = zip(age.report.findings, age.records)
      .filter { $0.0.isCounted && $0.1.start != nil }.map(\.1)
    guard !records.isEmpty else { return nil }
    let shown = Array(
      records.sorted { ($0.verdict.rank, $0.start ?? $0.looked) < ($1.verdict.rank, $1.start ?? $1.looked) }
        .prefix(Self.rowLimit)
    )
    .sorted { ($0.start ?? $0.looked) < ($1.start ?? $1.looked) }
    let (width, row, top) = (1080.0, shown.count > 24 ? 9.0 : 13.0, 8.0)
    let height = row * Double(shown.count) + top + 26
    let now = age.report.generatedAt
    let first = shown.compactMap(\.start).min() ?? now
    let span = Double(max(86_400, now.seconds - first.seconds))
    func x(_ time: Timestamp) -> Double { 14 + Double(time.seconds - first.seconds) / span * (width - 28) }
    var body = ""
    for year in years(from: first, to: now) {
      let at = x(Timestamp(year: year, month: 1, day: 1))
      body += Self.line(at, top, at, height - 22, "grid") + Self.text(at, height - 6, String(year))
    }
    for (index, record) in shown.enumerated() {
      guard let start = record.start else { continue }
      body += bar(record, start, top + row * Double(index), row, x, now)
    }
    let label =
      "Exposure of \(shown.count) secrets from \(first.date) to \(now.date); \(shown.count { $0.isAlive }) are live"
    let rest =
      records.count > shown.count ? "; the worst \(shown.count) of \(Words.grouped(records.count))" : ""
    return Chart(
      title: "Exposure",
      caption:
        "one bar for each secret, from its first commit; thin: gone from the files, still in history\(rest)",
      svg: Self.svg(1080, Int(height), label, body),
      legend: [("live", "live"), ("open", "not known"), ("ended", "ended")], isWide: true)
  }

  private func bar(
    _ record: AgeRecord, _ start: Timestamp, _ y: Double, _ row: Double, _ x: (Timestamp) -> Double,
    _ now: Timestamp
  ) -> String {
    let kind = record.isAlive ? "f-live" : record.validity.hasEnded ? "f-ended" : "f-open"
    let gone = record.gone.map { max($0, start) } ?? now
    let end = record.validity.hasEnded ? max(gone, min(record.firstDead ?? gone, now)) : now
    let title = "\(record.detector): \(record.verdict.title), since \(start.date)"
    let thick = Self.bar(x(start), y, max(2, x(gone) - x(start)), row - 3, kind, title)
    let thin = Self.bar(x(gone), y + (row - 3) / 2 - 1, x(end) - x(gone), 2, kind, title)
    let link = "<a href=\"#f-\(record.fingerprint)\" tabindex=\"-1\">"
    return link + thick + thin + "</a>\n"
  }

  private func years(from first: Timestamp, to last: Timestamp) -> [Int] {
    let (start, end) = (first.civil.year + 1, last.civil.year)
    guard start <= end else { return [] }
    return Array(stride(from: start, through: end, by: max(1, (end - start) / 12)))
  }

  /// The share that still works, with its band, and the share that is still in place.
  var survival: Chart? {
    let (works, stays) = (age.figures.revocation.curve, age.figures.history.inPlace)
    let last = max(works?.lastDay ?? 0, stays?.lastDay ?? 0)
    guard works != nil || stays != nil, last > 0 else { return nil }
    let (width, height, left, bottom) = (520.0, 250.0, 44.0, 26.0)
    func x(_ days: Int) -> Double { left + Double(min(days, last)) / Double(last) * (width - left - 6) }
    func y(_ share: Double) -> Double { height - bottom - share * (height - bottom - 14) }
    var body = ""
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      body +=
        Self.line(left, y(tick), width, y(tick), "grid")
        + Self.text(left - 6, y(tick) + 4, "\(Int(tick * 100)) %", anchor: "end")
    }
    for (days, word) in ticks(last) {
      let isAtEdge = x(days) > width - 18
      body += Self.text(isAtEdge ? width : x(days), height - 8, word, anchor: isAtEdge ? "end" : "middle")
    }
    if let stays {
      body +=
        "<path d=\"\(band(stays, last, x, y))\" class=\"band calm\"/>\n<path d=\"\(steps(stays, last, x, y))\" class=\"curve calm\"/>\n"
    }
    if let works {
      body +=
        "<path d=\"\(band(works, last, x, y))\" class=\"band live\"/>\n<path d=\"\(steps(works, last, x, y))\" class=\"curve live\"/>\n"
    }
    let told = works ?? stays
    let label =
      "Share by time since exposure: "
      + [365, 730, 1095].compactMap { days in
        told?.value(at: days).map { "\(FigureWords.percent($0)) after \(FigureWords.age(days: days))" }
      }.joined(separator: ", ")
    let note =
      works == nil
      ? age.figures.revocation.note
      : age.figures.revocation.note + " of \(age.figures.revocation.subjects) secrets"
    return Chart(
      title: "Survival", caption: "time since exposure; \(note)", svg: Self.svg(520, 250, label, body),
      legend: (works == nil ? [] : [("live", "still works")])
        + (stays == nil ? [] : [("calm", "still in place (Kaplan–Meier, from git)")]))
  }

  private func ticks(_ last: Int) -> [(Int, String)] {
    let choices = [
      (1, 1, "d"), (7, 7, "d"), (30, 1, "mo"), (91, 3, "mo"), (182, 6, "mo"), (365, 1, "y"), (730, 2, "y"),
      (1825, 5, "y"),
    ]
    let (step, unit, word) = choices.first { last / $0.0 <= 7 } ?? choices[choices.count - 1]
    return (0...max(1, last / step)).map { ($0 * step, $0 == 0 ? "0" : "\($0 * unit) \(word)") }.filter {
      $0.0 <= last
    }
  }

  private func steps(_ curve: SurvivalCurve, _ last: Int, _ x: (Int) -> Double, _ y: (Double) -> Double)
    -> String
  {
    var path = ""
    for point in curve.points {
      path += path.isEmpty ? "M\(Self.number(x(point.days)))" : "H\(Self.number(x(point.days)))V"
      path += (path.hasSuffix("V") ? "" : ",") + Self.number(y(point.value))
    }
    return path + "H\(Self.number(x(curve.lastDay)))"
  }

  private func band(_ curve: SurvivalCurve, _ last: Int, _ x: (Int) -> Double, _ y: (Double) -> Double)
    -> String
  {
    let points = curve.points.map { ($0.days, $0.upper ?? $0.value, $0.lower ?? $0.value) }
    guard let first = points.first, points.count > 1 else { return "" }
    var path = "M\(Self.number(x(first.0))),\(Self.number(y(first.1)))"
    for point in points.dropFirst() { path += "H\(Self.number(x(point.0)))V\(Self.number(y(point.1)))" }
    for index in points.indices.reversed() {
      path += "V\(Self.number(y(points[index].2)))"
      path += "H\(Self.number(x(points[index].0)))"
    }
    return path + "Z"
  }
}
