import Findings

extension HTMLCharts {
  /// What became of each year's secrets.
  var cohorts: Chart? {
    let cohorts = Array(age.figures.cohorts.filter { $0.name != "undated" }.suffix(24))
    guard !cohorts.isEmpty else { return nil }
    let (width, height, left, bottom) = (520.0, 250.0, 44.0, 26.0)
    let scale = Self.scale(cohorts.map(\.unique).max() ?? 1)
    func y(_ value: Int) -> Double {
      height - bottom - Double(value) / Double(scale.top) * (height - bottom - 14)
    }
    var body = ""
    for tick in scale.ticks {
      body +=
        Self.line(left, y(tick), width, y(tick), "grid")
        + Self.text(left - 6, y(tick) + 4, Words.grouped(tick), anchor: "end")
    }
    let step = (width - left) / Double(cohorts.count)
    for (index, cohort) in cohorts.enumerated() {
      let x = left + step * (Double(index) + 0.14)
      let ended = cohort.revoked + cohort.expired + cohort.endedByPolicy
      var base = 0
      for (count, kind, word) in [
        (cohort.live + cohort.limited, "live", "live"), (cohort.unknown, "open", "not known"),
        (ended, "ended", "ended"),
      ] {
        body += Self.bar(
          x, y(base + count), step * 0.72, y(base) - y(base + count), "f-" + kind,
          "\(cohort.name): \(count) \(word)")
        base += count
      }
      if cohorts.count <= 12 || index % 2 == 0 {
        body += Self.text(
          x + step * 0.36, height - 8,
          cohorts.count > 10 ? "’" + cohort.name.suffix(cohort.name.count - 2) : cohort.name)
      }
    }
    let label =
      "Secrets by the time of their first exposure: "
      + cohorts.map { "\($0.name) \($0.unique)" }.joined(separator: ", ")
    return Chart(
      title: "What became of them", caption: "distinct secrets by first exposure",
      svg: Self.svg(520, 250, label, body),
      legend: [("live", "live"), ("open", "not known"), ("ended", "ended")])
  }

  /// The share of live ones among the decided, with its interval, and what others published.
  var shares: Chart? {
    let cohorts = Array(age.figures.cohorts.filter { $0.name != "undated" }.suffix(16))
    guard cohorts.contains(where: { $0.liveOfDecided.total > 0 }) else { return nil }
    let (right, height, left, bottom) = (452.0, 250.0, 44.0, 26.0)
    func y(_ share: Double) -> Double { height - bottom - share * (height - bottom - 14) }
    var body = ""
    for tick in [0, 0.25, 0.5, 0.75, 1] {
      body +=
        Self.line(left, y(tick), right, y(tick), "grid")
        + Self.text(left - 6, y(tick) + 4, "\(Int(tick * 100)) %", anchor: "end")
    }
    for figure in age.figures.published {
      body += Self.line(left, y(figure.share), right, y(figure.share), "reference")
      body += Self.text(
        right + 6, y(figure.share) + (figure.share > 0.65 ? 1 : 7),
        "\(Int(figure.share * 100)) %", "t ref", anchor: "start")
    }
    let step = (right - left) / Double(cohorts.count)
    for (index, cohort) in cohorts.enumerated() {
      let x = left + step * (Double(index) + 0.5)
      body += Self.text(
        x, height - 8, cohorts.count > 8 ? "’" + cohort.name.suffix(cohort.name.count - 2) : cohort.name)
      guard let share = cohort.liveOfDecided.share, let interval = cohort.liveOfDecided.interval else {
        continue
      }
      body += Self.line(x, y(interval.lower), x, y(interval.upper), "whisker")
      body +=
        "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y(share)))\" r=\"4.5\" class=\"f-live\"><title>\(cohort.name.xml): \(FigureWords.full(cohort.liveOfDecided).xml)</title></circle>\n"
    }
    let label =
      "Share of live secrets by year: "
      + cohorts.map { "\($0.name) \(FigureWords.full($0.liveOfDecided))" }.joined(separator: "; ")
    return Chart(
      title: "Still live, by the year they leaked in",
      caption:
        "of those whose state is decided, with 95 % intervals; dashed: published for 2022’s leaks, each of its own denominator",
      svg: Self.svg(520, 250, label, body), legend: [("live", "live of decided"), ("reference", "published")])
  }

  /// How old what may still work is.
  var histogram: Chart? {
    let bars = age.figures.histogram.bars
    guard let largest = bars.map({ $0.live + $0.open }).max(), largest > 0 else { return nil }
    let (width, row, left) = (520.0, 23.0, 92.0)
    let height = row * Double(bars.count) + 8
    var body = ""
    for (index, bar) in bars.enumerated() {
      let y = row * Double(index) + 6
      func x(_ value: Int) -> Double { Double(value) / Double(largest) * (width - left - 52) }
      body += Self.text(left - 8, y + 12, bar.label, anchor: "end")
      body += Self.bar(left, y, x(bar.live), 16, "f-live", "\(bar.live) live")
      body += Self.bar(left + x(bar.live), y, x(bar.open), 16, "f-open", "\(bar.open) not known")
      body += Self.text(
        left + x(bar.live + bar.open) + 6, y + 12, Words.grouped(bar.live + bar.open), "t n", anchor: "start")
    }
    let label = "Ages: " + bars.map { "\($0.label) \($0.live + $0.open)" }.joined(separator: ", ")
    return Chart(
      title: "How old", caption: "days since first exposure, of all that may still work",
      svg: Self.svg(520, Int(height), label, body),
      legend: [("live", "live"), ("open", "not known")])
  }
}
