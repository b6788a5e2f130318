import Findings

extension TextReport {
  /// What could not be read and why, under a heading that nobody overlooks; then other warnings.
  var diagnosticLines: [StyledText] {
    let unread = report.diagnostics.filter(\.isIncomplete)
    let others = report.diagnostics.filter {
      !$0.isIncomplete && (style.isVerbose || $0.severity != .note)
    }
    var lines: [StyledText] = []
    if !unread.isEmpty {
      let advice = report.hasUnread ? "what could not be read may hold more secrets" : nil
      lines += heading("INCOMPLETE", .alarm, unread.count, advice)
      lines += grouped(unread)
    }
    if !others.isEmpty { lines += heading("NOTICES", .strong, others.count, nil) + grouped(others) }
    return lines
  }

  private func heading(_ title: String, _ role: StyledText.Role, _ count: Int, _ advice: String?)
    -> [StyledText]
  {
    let title = StyledText(title, role)
    let number = StyledText.dim(Words.grouped(count))
    let advice = advice.map { StyledText.dim($0).wrapped(to: style.columns) } ?? []
    return [title + .spaces(style.columns - title.width - number.width) + number] + advice + [""]
  }

  /// Diagnostics of one code and remedy together, so that ten thousand missing blobs take a few lines.
  private func grouped(_ diagnostics: [Diagnostic]) -> [StyledText] {
    var order: [Kind] = []
    var members: [Kind: [Diagnostic]] = [:]
    for diagnostic in diagnostics {
      let kind = Kind(code: diagnostic.code, help: diagnostic.help)
      if members[kind] == nil { order.append(kind) }
      members[kind, default: []].append(diagnostic)
    }
    return order.flatMap { lines(of: members[$0] ?? [], help: $0.help) } + [""]
  }

  private struct Kind: Hashable {
    let code: String
    let help: String?
  }

  private func lines(of diagnostics: [Diagnostic], help: String?) -> [StyledText] {
    let shown = diagnostics.prefix(style.isVerbose ? diagnostics.count : 3)
    var lines = shown.flatMap { diagnostic in
      hang(
        text(of: diagnostic).wrapped(to: style.columns - 4),
        under: StyledText("  ") + StyledText("• ", diagnostic.severity == .error ? .alarm : .caution))
    }
    if shown.count < diagnostics.count {
      let rest = diagnostics.count - shown.count
      let more = StyledText.dim("and \(Words.grouped(rest)) more of the kind (list them with --verbose)")
      lines += hang(more.wrapped(to: style.columns - 4), under: .spaces(4))
    }
    if let help {
      lines += hang(StyledText(help).wrapped(to: style.columns - 10), under: .spaces(4) + .dim("help: "))
    }
    return lines + [""]
  }

  private func text(of diagnostic: Diagnostic) -> StyledText {
    let place = diagnostic.place.map { StyledText.strong($0) + ": " } ?? ""
    return place + StyledText(diagnostic.message) + .dim(" (\(diagnostic.code))")
  }
}
