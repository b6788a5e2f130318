import Findings

extension TextReport {
  /// The end of the report, which is what a terminal shows first.
  var summaryLines: [StyledText] {
    let rule = StyledText.dim(String(repeating: "─", count: style.columns))
    let table = verdictTable
    return [rule] + table + (table.isEmpty ? [] : [""]) + factLines + [""]
      + closing.flatMap { $0.wrapped(to: style.columns) } + gateLines
  }

  /// How many of each verdict, and how old the oldest of them is.
  private var verdictTable: [StyledText] {
    let groups = groups
    let number = groups.map { Words.grouped($0.findings.count).count }.max() ?? 1
    let title = groups.map { $0.verdict.title.count }.max() ?? 0
    return groups.flatMap { group in
      let count = StyledText(Words.grouped(group.findings.count), group.verdict.role)
      let name = StyledText(group.verdict.title.lowercased())
      let line = .spaces(2) + count.aligned(rightTo: number) + .spaces(2) + name
      let full = oldest(of: group).map { line + .spaces(title - name.width + 2) + .dim($0) } ?? line
      return full.wrapped(to: style.columns)
    }
  }

  private func oldest(of group: Group) -> String? {
    let dated = group.findings.filter { $0.age(at: report.generatedAt) != nil }
    guard let first = dated.min(by: Finding.isOlder), let start = first.exposure.start
    else { return nil }
    return "oldest " + age(since: start, isAtLeast: first.exposure.isAtLeast)
  }

  private var factLines: [StyledText] {
    (firstToRotate.map { fact("rotate first", $0) } ?? [])
      + fact("scanned", scanned)
      + (aside.isEmpty ? [] : fact("set aside", [.dim(aside)]))
  }

  private func fact(_ label: String, _ parts: [StyledText]) -> [StyledText] {
    let lines = parts.flatMap { $0.wrapped(to: style.columns - 16) }
    return hang(lines, under: (StyledText.spaces(2) + .dim(label)).padded(to: 16))
  }

  /// The worst and oldest finding that something is left to do about.
  private var firstToRotate: [StyledText]? {
    guard let finding = groups.first(where: { $0.verdict < .stale })?.findings.first else { return nil }
    let title = StyledText.strong(name(of: finding)) + "  " + ageLabel(finding).keptTogether
    return [title, firstPlace(of: finding) + .dim("  \(finding.redacted)")]
      + ((detectors[finding.detector]?.ending).map { [StyledText($0)] } ?? [])
  }

  private var scanned: [StyledText] {
    let statistics = report.statistics
    let counts = [
      statistics.objects > 0 ? Words.count(statistics.objects, "object") : nil,
      statistics.files > 0 ? Words.count(statistics.files, "file") : nil,
      Words.bytes(statistics.blobBytes),
      statistics.commits > 0 ? Words.count(statistics.commits, "commit") : nil,
      statistics.refs > 0 ? Words.count(statistics.refs, "ref") : nil,
      statistics.skipped > 0 ? "\(Words.grouped(statistics.skipped)) skipped for their size" : nil,
    ].compactMap { $0?.keptTogether }.joined(separator: ", ")
    let means =
      "with \(Words.count(report.tool.detectors, "detector")), \(report.tool.name) "
      + "\(report.tool.version), \(report.generatedAt.date)"
    let time = statistics.seconds.map { ", in \(Words.duration($0))" } ?? ""
    return targets + [StyledText(counts + time), .dim(means)]
  }

  private var targets: [StyledText] {
    let limit = style.isVerbose ? report.targets.count : 5
    let hidden = report.targets.count - limit
    return report.targets.prefix(limit).map(target)
      + (hidden > 0 ? [.dim("and \(Words.count(hidden, "more target"))")] : [])
  }

  private func target(_ target: Report.Target) -> StyledText {
    var facts: [String] = []
    let head = [target.branch, target.revision.map(Words.short)].compactMap { $0 }.joined(separator: " at ")
    if !head.isEmpty { facts.append(head) }
    if target.isShallow { facts.append("shallow clone") }
    if let scope = target.scope { facts.append("narrowed to \(scope)") }
    return StyledText(target.path) + (facts.isEmpty ? "" : .dim("  \(facts.joined(separator: ", "))"))
  }

  private var aside: String { AsideWords(report).all.joined(separator: ", ") }
}
