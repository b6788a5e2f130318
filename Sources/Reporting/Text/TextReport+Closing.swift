import Findings

extension TextReport {
  /// `policy failed: 2 of 7 secrets fail the policy: live (2)`; nothing where nobody chose a policy.
  var gateLines: [StyledText] {
    guard let gate = report.gate, gate.isChosen else { return [] }
    let word = StyledText("policy \(gate.isPassed ? "passed" : "failed")", gate.isPassed ? .calm : .alarm)
    return (word + ": \(gate.reason)").wrapped(to: style.columns)
  }

  /// `7 secrets, 5 still in HEAD, oldest 4 y 3 mo unrotated`, after a warning when something was not read.
  var closing: [StyledText] {
    if summary.actionable == 0 { return [closingOfNothing] }
    let warning = StyledText("report incomplete: \(report.missing)", .alarm)
    return (report.complete ? [] : [warning]) + [closingOfFindings]
  }

  /// What holds a secret that is still there.
  private var present: String {
    report.targets.isEmpty || report.targets.contains { $0.kind != .image } ? "HEAD" : "the image"
  }

  private var closingOfFindings: StyledText {
    var text = StyledText.strong(Words.count(summary.actionable, "secret"))
    if summary.inHead > 0 {
      text += ", " + .strong("\(Words.grouped(summary.inHead)) still in \(present)".keptTogether)
    }
    let uncommitted = summary.byPlacement[Placement.uncommitted.rawValue] ?? 0
    if uncommitted > 0 {
      text += ", " + StyledText("\(Words.grouped(uncommitted)) not committed".keptTogether)
    }
    guard let oldest = summary.oldest else { return text }
    let words = age(since: oldest.since, isAtLeast: oldest.ageIsLowerBound)
    if words == "today" { return text + ", " + .strong("unrotated since \(words)") }
    return text + ", " + .strong("oldest \(words.keptTogether) unrotated")
  }

  /// Plain words, and never the promise that there is nothing when not everything was read.
  private var closingOfNothing: StyledText {
    guard report.complete else {
      let aside = AsideWords(report)
      let none =
        aside.found == 0 ? "no secret found" : "no new secret (\(aside.reasons.joined(separator: ", ")))"
      return StyledText(
        "\(none) in what could be read, but the report is incomplete: \(report.missing)", .alarm)
    }
    return StyledText(AsideWords(report).closing, .calm)
  }
}
