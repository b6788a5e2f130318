import Findings

/// Figures in words: a share never stands without its count, its denominator and its interval.
enum FigureWords {
  /// `64 %`
  static func percent(_ share: Double?) -> String { share.map { "\(Int(($0 * 100).rounded())) %" } ?? "–" }

  /// `64 % (32 of 50; 95 % interval 50–76 %)`
  static func full(_ proportion: Proportion) -> String {
    guard let share = proportion.share else { return "– (0 of 0)" }
    let counts = "\(Words.grouped(proportion.count)) of \(Words.grouped(proportion.total))"
    return "\(percent(share)) (\(counts)\(proportion.interval.map { "; 95 % interval \(range($0))" } ?? ""))"
  }

  /// `64 % (50–76)`
  static func short(_ proportion: Proportion) -> String {
    guard let share = proportion.share, let interval = proportion.interval else { return "–" }
    return "\(percent(share)) (\(range(interval).replacing(" %", with: "")))"
  }

  static func range(_ interval: Interval) -> String {
    "\(Int((interval.lower * 100).rounded()))–\(Int((interval.upper * 100).rounded())) %"
  }

  /// `4 y 3 mo`, `12 d`: from whole days.
  static func age(days: Int?) -> String {
    guard let days else { return "–" }
    if days < 61 { return "\(days) d" }
    let months = Int(Double(days) / 30.4375)
    if months < 12 { return "\(months) mo" }
    return months % 12 == 0 ? "\(months / 12) y" : "\(months / 12) y \(months % 12) mo"
  }

  /// The answer, in a sentence or two.
  static func headline(_ age: AgeReport) -> String {
    let figures = age.figures
    guard figures.unique > 0 else {
      let aside = AsideWords(age.report)
      return aside.found == 0
        ? "No secret was found."
        : "No new secret: \(Words.grouped(aside.found)) \(aside.found == 1 ? "was" : "were") found, "
          + "\(aside.reasons.joined(separator: ", "))."
    }
    let alive = figures.live + figures.limited
    let open = figures.unanswered.count
    var text =
      alive > 0
      ? "\(Words.count(alive, "leaked secret")) \(alive == 1 ? "is" : "are") live"
      : "No leaked secret is known to be live"
    if open > 0 {
      text += alive > 0 ? ", and \(Words.grouped(open)) more may be" : ", but \(Words.grouped(open)) may be"
    }
    text += "."
    if let oldest = figures.oldestOpenDays {
      text += " The oldest has been open for \(Self.age(days: oldest))."
    }
    return text
  }

  /// Of how many nothing is known.
  static func unanswered(_ figures: AgeFigures) -> String {
    let why = [
      figures.unprobed > 0 ? "\(Words.grouped(figures.unprobed)) not asked" : nil,
      figures.unprobeable > 0 ? "\(Words.grouped(figures.unprobeable)) cannot be asked safely" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    return "whether it works is not known for \(full(figures.unanswered))" + (why.isEmpty ? "" : ": \(why)")
  }
}

extension AgeReport {
  /// The oldest that may still work and nobody is known to have rotated, live ones first among equals.
  func oldest(_ count: Int) -> [Int] {
    let open = report.findings.indices.filter {
      report.findings[$0].isCounted && report.findings[$0].isUnrotated
        && report.findings[$0].exposure.start != nil
    }
    return Array(open.sorted { Finding.isOlder(report.findings[$0], report.findings[$1]) }.prefix(count))
  }
}
