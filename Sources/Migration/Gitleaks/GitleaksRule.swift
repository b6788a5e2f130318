/// One `[[rules]]`.
struct GitleaksRule {
  private let table: LooseTable
  private let place: String
  private let id: String

  init(_ table: LooseTable, place: String, number: Int) {
    self.table = table
    self.place = place
    id = table.string("id").flatMap { $0.isEmpty ? nil : $0 } ?? "rule \(number)"
  }

  func add(to result: inout Migrated) {
    guard let source = source(&result) else { return }
    do {
      var draft = try source.draft(&result)
      draft.entropy = min(8, max(0, table.number("entropy") ?? 0))
      restrict(&draft, source, &result)
      for list in table.tables("allowlists") + table.tables("allowlist") {
        GitleaksAllowList(list, place: place).add(to: &draft, &result)
      }
      var one = Migrated()
      one.detectors = [draft]
      result.add(one)
    } catch {
      source.leave("\(error)", "write a detector by hand, as docs/detectors.md describes", &result)
    }
  }

  /// Nil for what is no rule on contents.
  private func source(_ result: inout Migrated) -> RuleSource? {
    let source = RuleSource(
      id: id, title: table.string("description") ?? "", place: place, pattern: table.string("regex") ?? "",
      dialect: .go,
      secretGroup: table.integer("secretGroup"), keywords: table.strings("keywords"))
    if table.bool("skipReport") {
      source.leave("it reports nothing and only serves other rules", nil, &result)
      return nil
    }
    guard source.pattern.isEmpty else { return source }
    if table.has("path") {
      source.leave("it finds files by their names and not secrets", nil, &result)
    } else {
      source.leave(
        "it has no regex: it changes a rule of gitleaks itself", "look for ours: leakage detectors list",
        &result)
    }
    return nil
  }

  private func restrict(_ draft: inout DetectorDraft, _ source: RuleSource, _ result: inout Migrated) {
    if table.has("required") {
      source.note("the rules that it requires nearby are not asked for: it finds more", nil, &result)
    }
    guard let path = table.string("path"), !path.isEmpty else { return }
    do {
      draft.paths = try PathPatterns.globs(of: path)
    } catch {
      source.note("its path is no glob (\(error)): it finds more", "add 'paths' to the detector", &result)
    }
  }
}
