internal import Findings

/// `[allowlist]`, `[[allowlists]]` and those of rules.
struct GitleaksAllowList {
  private let table: LooseTable
  private let place: String
  private var name: String { table.string("description").map { "allowlist '\($0)'" } ?? "allowlist" }

  init(_ table: LooseTable, place: String) {
    self.table = table
    self.place = place
  }

  private static let criteria = ["commits", "paths", "regexes", "stopwords"]

  /// An entry for which all criteria must hold hides less than any of ours would.
  private var isConjunction: Bool {
    ["AND", "&&"].contains(table.string("condition")?.uppercased() ?? "")
      && GitleaksAllowList.criteria.count { !table.strings($0).isEmpty } > 1
  }

  private func leave(_ what: String, _ reason: String, _ advice: String?, _ result: inout Migrated) {
    result.note(Remark(.left, place: place, name: "\(name), \(what)", reason: reason, advice: advice))
  }

  /// Those of one rule.
  func add(to draft: inout DetectorDraft, _ result: inout Migrated) {
    guard !refusesConjunction(&result) else { return }
    draft.excludedPaths += globs(&result)
    draft.stopWords += words(&result).filter { !draft.stopWords.contains($0) }
    if !table.strings("commits").isEmpty {
      leave(
        "commits", "a detector knows no commits", "put the findings aside by fingerprint, in .leakageignore",
        &result)
    }
  }

  func addGlobally(to result: inout Migrated) {
    guard !refusesConjunction(&result) else { return }
    let targets = table.strings("targetRules")
    guard targets.isEmpty else {
      add(toRules: targets, &result)
      return
    }
    result.excludedPaths += globs(&result).map { Migrated.PathEntry(glob: $0, place: place) }
    for commit in table.strings("commits") {
      result.claims.append(
        Claim(.commit(commit.lowercased()), .ignored, place: place, name: "\(name), commit"))
    }
    let words = words(&result)
    guard !words.isEmpty else { return }
    for index in result.detectors.indices { result.detectors[index].stopWords += words }
    let reason = "built-in detectors have no stop words of yours"
    if result.detectors.isEmpty {
      leave("words", reason, "put the findings aside by fingerprint, in .leakageignore", &result)
    } else {
      result.note(
        Remark(
          .changed, place: place, name: "\(name), words", reason: reason + ": the imported ones have them"))
    }
  }

  private func add(toRules targets: [String], _ result: inout Migrated) {
    for target in targets {
      guard let index = result.detectors.firstIndex(where: { $0.name == target }) else {
        leave(
          "rule '\(target)'", "it is no rule that was carried over from this file",
          "name the detector in an [[ignore]] entry of .leakage.toml", &result)
        continue
      }
      var draft = result.detectors[index]
      add(to: &draft, &result)
      result.detectors[index] = draft
    }
  }

  private func refusesConjunction(_ result: inout Migrated) -> Bool {
    guard isConjunction else { return false }
    leave("condition", "entries of which all must hold at once are not known here", nil, &result)
    return true
  }

  private func globs(_ result: inout Migrated) -> [String] {
    var globs: [String] = []
    for (index, path) in table.strings("paths").enumerated() {
      do {
        globs += try PathPatterns.globs(of: path)
      } catch {
        leave("path \(index + 1)", "no glob says the same: \(error)", "write one in exclude-paths", &result)
      }
    }
    return globs
  }

  /// Stop words, and expressions that are words. What may be a whole secret is looked for and not written.
  private func words(_ result: inout Migrated) -> [String] {
    var words: [String] = []
    let texts = table.strings("stopwords").map { Optional($0) } + regexes(&result)
    for (index, text) in texts.enumerated() {
      guard let text, !text.isEmpty else { continue }
      if StopWord.looksSecret(text) {
        result.claims.append(
          Claim(.part(Secret(text.utf8)), .ignored, place: place, name: "\(name), word \(index + 1)"))
      } else {
        words.append(text)
      }
    }
    return words
  }

  private func regexes(_ result: inout Migrated) -> [String?] {
    let target = table.string("regexTarget")?.lowercased() ?? "secret"
    let isOnSecret = target.isEmpty || target == "secret"
    return table.strings("regexes").enumerated().map { index, regex in
      if isOnSecret, let text = StopWord.literal(regex) { return text }
      leave(
        "regex \(index + 1)",
        isOnSecret
          ? "only plain words are known, not expressions" : "the text around a value cannot be allowed here",
        "put the findings aside by fingerprint, in .leakageignore", &result)
      return nil
    }
  }
}
