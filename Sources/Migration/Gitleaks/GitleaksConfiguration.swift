internal import Detectors
internal import TOMLKit

/// `.gitleaks.toml`, as https://github.com/gitleaks/gitleaks#configuration describes it.
struct GitleaksConfiguration {
  let file: String
  private let table: LooseTable
  private let lines: HeaderLines

  init(_ text: String, file: String) throws(ImportError) {
    self.file = file
    guard !text.utf8.contains(0) else { throw ImportError(file, "holds a NUL byte") }
    if let line = TOMLText(text).malformedHeader ?? TOMLGuard.brokenLine(in: text) {
      throw ImportError("\(file):\(line)", "neither a table's name nor a value can start like this")
    }
    do {
      table = LooseTable(try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw ImportError("\(file):\(error.source.begin.line)", "is not TOML")
    } catch {
      throw ImportError(file, "is not TOML")
    }
    lines = HeaderLines(text)
  }

  func migrated() -> Migrated {
    var result = Migrated()
    let rules = table.tables("rules")
    for (index, rule) in rules.enumerated() {
      GitleaksRule(rule, place: place("rules", index), number: index + 1).add(to: &result)
    }
    extend(&result, hasRules: !rules.isEmpty)
    let allowLists = table.tables("allowlists") + table.tables("allowlist")
    for (index, list) in allowLists.enumerated() {
      let place = table.has("allowlists") ? place("allowlists", index) : place("allowlist", 0)
      GitleaksAllowList(list, place: place).addGlobally(to: &result)
    }
    return result
  }

  private func place(_ header: String, _ number: Int) -> String {
    lines.line(of: header, number).map { "\(file):\($0)" } ?? file
  }

  private func extend(_ result: inout Migrated, hasRules: Bool) {
    let extend = table.table("extend")
    let place = place("extend", 0)
    if let path = extend?.string("path"), !path.isEmpty {
      result.note(
        Remark(
          .left, place: place, name: "extend.path", reason: "the file that it extends was not read",
          advice: "import it as well: leakage import \(path)"))
    }
    if extend?.has("url") == true {
      result.note(
        Remark(.left, place: place, name: "extend.url", reason: "nothing is fetched over the network"))
    }
    if extend?.bool("useDefault") == true {
      result.note(
        Remark(
          .changed, place: place, name: "extend.useDefault",
          reason:
            "their own rules were not read: the built-in detectors stand in for them, which have other ids and find other things",
          advice: "see what is found here: leakage detectors list"))
    } else if hasRules {
      result.note(
        Remark(
          .changed, place: place, name: "extend.useDefault",
          reason: "the built-in detectors stay in use beside the rules",
          advice: "to use the imported ones alone, name them in [detectors] enable"))
    }
    for id in extend?.strings("disabledRules") ?? [] { disable(id, place, &result) }
  }

  /// The ids of gitleaks' own rules are not ours; one of this file is a rule that need not be there.
  private func disable(_ id: String, _ place: String, _ result: inout Migrated) {
    if result.detectors.contains(where: { $0.name == id }) {
      result.detectors.removeAll { $0.name == id }
      result.note(Remark(.needless, place: place, name: id, reason: "the rule is disabled"))
    } else {
      var entry = Migrated.Disabled(name: id, place: place)
      entry.isOfOtherRules = true
      result.disabled.append(entry)
    }
  }
}
