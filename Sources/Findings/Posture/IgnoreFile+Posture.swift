extension IgnoreFile {
  /// Marks the posture issues that do not count; gives the numbers of the rules that hide any.
  ///
  /// A path rule hides the issues at its paths, or with `detector=` those of the check of that id.
  package func apply(toPosture issues: inout [PostureIssue], now: Timestamp) -> Set<Int> {
    var used: Set<Int> = []
    for index in issues.indices {
      let hiding = rules.indices.filter { rules[$0].hides(issues[index]) && !rules[$0].isExpired(at: now) }
      guard let first = hiding.first else { continue }
      used.formUnion(hiding)
      guard issues[index].suppression == nil else { continue }
      issues[index].suppression = Suppression(
        source: rules[first].source, reason: hiding.lazy.compactMap { rules[$0].reason }.first,
        expires: hiding.compactMap { rules[$0].expires }.min())
    }
    return used
  }

  /// Without the rules that are about one of these checks alone: they are not to be called needless by a run that does
  /// not check.
  package func leavingOut(checks: Set<String>) -> IgnoreFile {
    IgnoreFile(rules: rules.filter { !checks.contains($0.detector ?? "") }, diagnostics: diagnostics)
  }

  /// With those rules only, and those of expired or bad entries told.
  package func keeping(checks: Set<String>) -> IgnoreFile {
    IgnoreFile(rules: rules.filter { $0.detector.map(checks.contains) ?? true }, diagnostics: diagnostics)
  }
}

extension IgnoreRule {
  fileprivate func hides(_ issue: PostureIssue) -> Bool {
    guard detector == nil || detector == issue.rule, case .path(let glob) = subject else { return false }
    return glob.matches(issue.path)
  }
}
