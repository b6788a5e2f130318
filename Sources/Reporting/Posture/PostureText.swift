import Findings

/// The section of posture in the text form: issues by rule, worst first.
struct PostureText {
  private let report: Report
  private let style: TextStyle
  /// Why and how to mend it, for a report on posture alone; else only what and where.
  private let isFull: Bool

  init(_ report: Report, style: TextStyle, isFull: Bool) {
    self.report = report
    self.style = style
    self.isFull = isFull
  }

  /// Issues of one rule.
  private struct Group {
    let rule: PostureRule
    let issues: [PostureIssue]
  }

  /// Nothing where there is no issue that counts.
  var lines: [StyledText] {
    let groups = self.groups(report.posture.filter(\.isActionable))
    let aside = isFull && style.isVerbose ? self.groups(report.posture.filter { !$0.isActionable }) : []
    let count = groups.reduce(0) { $0 + $1.issues.count }
    return (groups.isEmpty ? [] : heading("POSTURE", count) + groups.flatMap(lines))
      + (aside.isEmpty
        ? [] : heading("SET ASIDE", aside.reduce(0) { $0 + $1.issues.count }) + aside.flatMap(lines))
  }

  private func groups(_ issues: [PostureIssue]) -> [Group] {
    let rules = Dictionary(report.postureRules.map { ($0.id, $0) }) { first, _ in first }
    var order: [String] = []
    for issue in issues where !order.contains(issue.rule) { order.append(issue.rule) }
    return order.map { id in
      Group(rule: rules[id] ?? PostureRule(unknownID: id), issues: issues.filter { $0.rule == id })
    }
  }

  private func heading(_ title: String, _ count: Int) -> [StyledText] {
    let title = StyledText(title, .strong)
    let count = StyledText.dim(Words.grouped(count))
    let advice =
      "how credentials are used: long-lived keys where short-lived ones exist, and places where keys lie"
    return [title + .spaces(style.columns - title.width - count.width) + count]
      + StyledText.dim(advice).wrapped(to: style.columns) + [""]
  }

  private static let indent = 10

  private func lines(of group: Group) -> [StyledText] {
    let severity = group.issues.map(\.severity).max() ?? group.rule.severity
    let label = StyledText(severity.rawValue, severity.role).aligned(rightTo: Self.indent - 2) + .spaces(2)
    var body = StyledText(group.rule.title, .strong).wrapped(to: width)
    if isFull {
      body += StyledText.dim(group.rule.why).wrapped(to: width)
      body += (StyledText.dim("instead: ") + StyledText(group.rule.fix)).wrapped(to: width)
      body += StyledText(group.rule.reference, .dim, link: group.rule.reference).wrapped(to: width)
    }
    let shown = group.issues.prefix(style.isVerbose ? group.issues.count : isFull ? 20 : 3)
    body += shown.flatMap(lines)
    let rest = group.issues.count - shown.count
    if rest > 0 { body.append(.dim("and \(Words.count(rest, "more place")) (list them with --verbose)")) }
    if isFull { body.append(.dim(group.rule.id)) }
    return body.enumerated().map { index, line in (index == 0 ? label : .spaces(Self.indent)) + line } + [""]
  }

  private var isOfMany: Bool { Set(report.targets.map(\.name)).count > 1 }

  private var width: Int { style.columns - Self.indent }

  private func lines(of issue: PostureIssue) -> [StyledText] {
    let line = issue.line.map { ":\($0)" } ?? ""
    let repository = isOfMany ? issue.repository : nil
    var head = (repository.map { StyledText.dim("\($0): ") } ?? "") + StyledText(issue.path + line)
    if let key = issue.key { head += .dim("  ") + StyledText(key) }
    let facts = [issue.place, issue.detail].compactMap(\.self).joined(separator: "; ")
    var lines = head.wrapped(to: width)
    if !facts.isEmpty, isFull { lines += hang(StyledText.dim(facts)) }
    if let since = since(issue) { lines += hang(since) }
    if let suppression = issue.suppression {
      let reason = suppression.reason.map { ": \($0)" } ?? ""
      lines += hang(.dim("suppressed by \(suppression.source.words)\(reason)"))
    } else if !issue.isActionable {
      lines += hang(.dim("in the baseline"))
    }
    return lines
  }

  private func hang(_ text: StyledText) -> [StyledText] {
    text.wrapped(to: width - 2).map { .spaces(2) + $0 }
  }

  private func since(_ issue: PostureIssue) -> StyledText? {
    guard let exposure = issue.exposure, let start = exposure.start else { return nil }
    let age = Words.age(from: start, to: report.generatedAt)
    let words = exposure.isAtLeast ? "at least \(age)" : age
    var text =
      StyledText("since \(start.date)")
      + .dim(" (\(words.keptTogether)\(exposure.dateSuspect ? ", date suspect" : ""))")
    if isFull, let former = issue.formerPaths?.first { text += .dim(", then \(former)") }
    if isFull, let commit = exposure.firstCommit {
      text += .dim("  \(Words.short(commit.id))  \(commit.author.name)")
    }
    return text
  }

  /// `7 posture issues, 3 of them high or worse, oldest 3 y 7 mo`.
  var closing: [StyledText] {
    let counted = report.posture.filter(\.isActionable)
    let aside = report.posture.count - counted.count
    let setAside = aside > 0 ? " (\(Words.grouped(aside)) set aside)" : ""
    let incomplete: [StyledText] =
      report.complete ? [] : [StyledText("report incomplete: \(report.missing)", .alarm)]
    guard !counted.isEmpty else {
      let words =
        report.complete ? "no posture issues found" : "no posture issues found in what could be read"
      return incomplete + [StyledText(words + setAside, report.complete ? .calm : .plain)]
    }
    var text = StyledText.strong(Words.count(counted.count, "posture issue"))
    let severe = counted.count { $0.severity >= .high }
    if severe > 0 { text += ", " + .strong("\(Words.grouped(severe)) high or worse") }
    let starts = counted.compactMap { $0.exposure?.start }
    if let oldest = starts.min() {
      text += ", oldest " + StyledText(Words.age(from: oldest, to: report.generatedAt).keptTogether)
    }
    return incomplete + [text + StyledText.dim(setAside)]
  }
}

extension Severity {
  fileprivate var role: StyledText.Role {
    switch self {
    case .critical, .high: .alarm
    case .medium: .caution
    case .low: .dim
    }
  }
}

extension PostureRule {
  /// Stands in for a rule that the report does not describe.
  init(unknownID id: String) {
    self.init(id: id, title: id, severity: .medium, why: "", fix: "", reference: "")
  }
}

extension TextReport {
  /// Short, at a scan's end.
  var postureLines: [StyledText] { PostureText(report, style: style, isFull: false).lines }
}
