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
    let words = words(&result)
    draft.stopWords += words.plain.filter { !draft.stopWords.contains($0) }
    for claim in words.claims + commits {
      var claim = claim
      claim.detector = draft.id
      result.claims.append(claim)
    }
    if !words.claims.isEmpty { noteExpressions("words and expressions", &result) }
  }

  func addGlobally(to result: inout Migrated) {
    guard !refusesConjunction(&result) else { return }
    let targets = table.strings("targetRules")
    guard targets.isEmpty else {
      add(toRules: targets, &result)
      return
    }
    result.excludedPaths += globs(&result).map { Migrated.PathEntry(glob: $0, place: place) }
    let words = words(&result)
    for index in result.detectors.indices { result.detectors[index].stopWords += words.plain }
    let plain = words.plain.map {
      Claim(.part(Secret($0.utf8)), .ignored, place: place, name: "\(name), word")
    }
    result.claims += plain + words.claims + commits
    if !plain.isEmpty || !words.claims.isEmpty { noteExpressions("words and expressions", &result) }
  }

  private var commits: [Claim] {
    table.strings("commits").map { commit in
      Claim(.commit(commit.lowercased()), .ignored, place: place, name: "\(name), commit")
    }
  }

  private func noteExpressions(_ what: String, _ result: inout Migrated) {
    result.note(
      Remark(
        .changed, place: place, name: "\(name), \(what)",
        reason:
          "secrets found today are put aside by fingerprint; of later ones only an imported detector's stop words know"
      ))
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

  /// Words, and what a scan has to look for: expressions, and words that may be whole secrets and must not be written.
  private struct Words {
    var plain: [String] = []
    var claims: [Claim] = []
  }

  private func words(_ result: inout Migrated) -> Words {
    var words = Words()
    for (index, word) in table.strings("stopwords").enumerated() { add(word, "word \(index + 1)", &words) }
    let target = table.string("regexTarget")?.lowercased() ?? ""
    for (index, regex) in table.strings("regexes").enumerated() {
      let what = "regex \(index + 1)"
      guard target.isEmpty || target == "secret" else {
        leave(
          what, "the text around a value cannot be allowed here",
          "put the findings aside by fingerprint, in .leakageignore", &result)
        continue
      }
      if let text = StopWord.literal(regex) {
        add(text, what, &words)
        continue
      }
      do {
        let pattern = try ForeignPattern(regex, dialect: .go)
        guard !pattern.root.canBeEmpty else { throw RegexError("it matches every value") }
        let claim = Claim(
          .matching(PatternWriter.text(of: pattern, secret: .whole)), .ignored, place: place,
          name: "\(name), \(what)")
        words.claims.append(claim)
      } catch {
        leave(what, "\(error)", "put the findings aside by fingerprint, in .leakageignore", &result)
      }
    }
    return words
  }

  private func add(_ word: String, _ what: String, _ words: inout Words) {
    guard !word.isEmpty else { return }
    if StopWord.looksSecret(word) {
      words.claims.append(Claim(.part(Secret(word.utf8)), .ignored, place: place, name: "\(name), \(what)"))
    } else if !words.plain.contains(word) {
      words.plain.append(word)
    }
  }
}
