/// Rules of Kingfisher (https://github.com/mongodb/kingfisher/blob/main/docs/RULES.md) and of Nosey Parker
/// (https://github.com/praetorian-inc/noseyparker/blob/main/docs/RULES.md), which are its ancestors.
struct KingfisherRules {
  private let documents: [YAMLValue]
  private let file: String

  init(_ documents: [YAMLValue], file: String) {
    self.documents = documents
    self.file = file
  }

  func migrated() -> Migrated {
    var result = Migrated()
    for rule in documents.flatMap({ $0["rules"]?.list ?? [] }) { add(rule, to: &result) }
    for document in documents {
      guard let sets = document["rulesets"], !sets.list.isEmpty else { continue }
      result.note(
        Remark(
          .needless, place: "\(file):\(sets.line)", name: "rulesets",
          reason: "all detectors of a file are used together"))
    }
    return result
  }

  private func add(_ rule: YAMLValue, to result: inout Migrated) {
    let title = rule["name"]?.text ?? ""
    let id = rule["id"]?.text ?? title
    let source = RuleSource(
      id: id.isEmpty ? "rule" : id, title: title, place: "\(file):\(rule.line)",
      pattern: rule["pattern"]?.text ?? "",
      dialect: .rust, secretName: "TOKEN")
    guard !source.pattern.isEmpty else {
      source.leave("it has no pattern", nil, &result)
      return
    }
    guard rule["visible"]?.bool != false else {
      source.leave(
        "it is hidden and only serves other rules", "write it as a [[detector.companion]] of those", &result)
      return
    }
    do {
      var draft = try source.draft(&result)
      refine(&draft, by: rule, source, &result)
      var one = Migrated()
      one.detectors = [draft]
      result.add(one)
    } catch {
      source.leave("\(error)", "write a detector by hand, as docs/detectors.md describes", &result)
    }
  }

  private func refine(
    _ draft: inout DetectorDraft, by rule: YAMLValue, _ source: RuleSource, _ result: inout Migrated
  ) {
    draft.entropy = min(8, max(0, rule["min_entropy"]?.number ?? 0))
    if let confidence = rule["confidence"]?.text?.lowercased(),
      ["low", "medium", "high"].contains(confidence)
    {
      draft.confidence = confidence
    }
    draft.reference = rule["references"]?.texts.first { $0.hasPrefix("https://") || $0.hasPrefix("http://") }
    draft.examples = Array(rule["examples"]?.texts.prefix(100) ?? [])
    draft.negativeExamples = Array(rule["negative_examples"]?.texts.prefix(100) ?? [])
    if let requirements = rule["pattern_requirements"] { require(requirements, &draft, source, &result) }
    if rule["validation"] != nil {
      source.note(
        "how it is validated is not carried over", "write a [detector.probe], as docs/probing.md describes",
        &result)
    }
    if rule["revocation"] != nil {
      source.note("nothing is revoked here", "say under 'revoke' how it is done", &result)
    }
    if rule["depends_on_rule"]?.isList == true {
      source.note(
        "what it takes from another rule is not carried over", "write a [[detector.companion]]", &result)
    }
  }

  private func require(
    _ requirements: YAMLValue, _ draft: inout DetectorDraft, _ source: RuleSource, _ result: inout Migrated
  ) {
    for word in requirements["ignore_if_contains"]?.texts ?? []
    where !word.isEmpty && !draft.stopWords.contains(word) {
      draft.stopWords.append(word)
    }
    guard requirements.keys.contains(where: { $0 != "ignore_if_contains" }) else { return }
    source.note(
      "which kinds of characters a value must have is not asked for: it finds more", "raise its entropy",
      &result)
  }
}
