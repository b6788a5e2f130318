/// Rules that say which findings do not count: a `.leakageignore`, `[[ignore]]` entries of the configuration,
/// or both. `docs/suppression.md` documents the format.
package struct IgnoreFile: Sendable {
  package let rules: [IgnoreRule]
  /// What is wrong with the lines that are no rules.
  package let diagnostics: [Diagnostic]
  private let byFingerprint: [Fingerprint: [Int]]
  private let byPath: [(rule: Int, glob: PathGlob)]

  package init(rules: [IgnoreRule] = [], diagnostics: [Diagnostic] = []) {
    self.rules = rules
    self.diagnostics = diagnostics
    var byFingerprint: [Fingerprint: [Int]] = [:]
    var byPath: [(rule: Int, glob: PathGlob)] = []
    for (index, rule) in rules.enumerated() {
      switch rule.subject {
      case .fingerprint(let fingerprint): byFingerprint[fingerprint, default: []].append(index)
      case .path(let glob): byPath.append((index, glob))
      }
    }
    self.byFingerprint = byFingerprint
    self.byPath = byPath
  }

  /// These rules and others, such as the configuration's.
  package func adding(_ others: [IgnoreRule]) -> IgnoreFile {
    IgnoreFile(rules: rules + others, diagnostics: diagnostics)
  }

  /// Why the finding does not count, or nil.
  ///
  /// A path rule never hides a secret that is also somewhere else: every occurrence must lie at a path that a
  /// rule names, and the list of occurrences must not have been cut.
  package func suppression(for finding: Finding, now: Timestamp) -> Suppression? {
    let active = coverage(of: finding, now: now).suppressing.map { rules[$0] }
    guard let first = active.first else { return nil }
    return Suppression(
      source: first.source, reason: active.lazy.compactMap(\.reason).first,
      expires: active.compactMap(\.expires).min())
  }

  /// Which rules hide a finding, and which would if it were nowhere else.
  struct Coverage {
    var suppressing: [Int] = []
    var touching: [Int] = []
  }

  func coverage(of finding: Finding, now: Timestamp) -> Coverage {
    let named = (byFingerprint[finding.fingerprint] ?? []).filter { isActive($0, for: finding, now: now) }
    if !named.isEmpty { return Coverage(suppressing: named) }
    let globs = byPath.filter { isActive($0.rule, for: finding, now: now) }
    guard !globs.isEmpty else { return Coverage() }
    var touching: [Int] = []
    var isCovered = !finding.occurrences.isEmpty && finding.occurrenceCount <= finding.occurrences.count
    for occurrence in finding.occurrences {
      let hit = globs.first { occurrence.isAtPath && $0.glob.matches(occurrence.path) }
      guard let hit else {
        isCovered = false
        continue
      }
      if !touching.contains(hit.rule) { touching.append(hit.rule) }
    }
    return isCovered ? Coverage(suppressing: touching) : Coverage(touching: touching)
  }

  private func isActive(_ index: Int, for finding: Finding, now: Timestamp) -> Bool {
    rules[index].applies(to: finding) && !rules[index].isExpired(at: now)
  }
}

extension Occurrence {
  /// True when `path` is a file's path and not words for a message or a stream.
  var isAtPath: Bool {
    switch medium {
    case .file, .index, .workTree, .imageConfig: true
    case .commitMessage, .tagMessage, .note, .standardInput, .ref: false
    }
  }
}
