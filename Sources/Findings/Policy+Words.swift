extension Policy {
  /// Reads `live`, `new,age>90d` or `live+head`: with commas any of them fails the run, with `+` all must hold. A part
  /// with `posture` or with a check of posture in it is about posture issues. Throws words that say what is wrong.
  ///
  /// - Parameter checks: The ids of all checks of posture.
  package init(words: [String], checks: Set<String> = []) throws(PolicyWordError) {
    self.init(rules: [])
    var conditions: [PosturePolicy.Condition] = []
    for text in words {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        if PosturePolicy.isMeant(by: part, known: checks) {
          conditions.append(try PosturePolicy.Condition(words: part, known: checks))
        } else {
          rules.append(try Rule(words: part))
        }
      }
    }
    if !conditions.isEmpty { posture = PosturePolicy(conditions: conditions) }
  }
}

/// A condition that nobody knows.
package struct PolicyWordError: Error, Hashable, CustomStringConvertible {
  package let word: String

  package var description: String { "no such condition: '\(word)'" }

  /// What would be known.
  package static let help =
    "known: any, new, live, head, age>90d, age>policy, severity>=high, confidence>=high, and any validity, placement or verdict; "
    + "posture, alone or with severity, age or a check's id; join with '+' what must hold together"
}

extension Policy.Rule {
  init(words: some StringProtocol) throws(PolicyWordError) {
    self.init()
    for word in words.split(separator: "+", omittingEmptySubsequences: false) {
      guard add(String(word.filter { $0 != " " })) else { throw PolicyWordError(word: String(word)) }
    }
  }

  private mutating func add(_ word: String) -> Bool {
    switch word {
    case "any": return true
    case "new":
      isNew = true
      return true
    default: return addTerm(word) || addComparison(word)
    }
  }

  private mutating func addTerm(_ word: String) -> Bool {
    if let validity = Validity(rawValue: word) {
      validities = (validities ?? []).union([validity])
    } else if let placement = Placement(rawValue: word) {
      placements = (placements ?? []).union([placement])
    } else if let verdict = Verdict.allCases.first(where: { $0.rawValue == word || $0.kebabCase == word }) {
      verdicts = (verdicts ?? []).union([verdict])
    } else {
      return false
    }
    return true
  }

  private mutating func addComparison(_ word: String) -> Bool {
    if word == Self.overdueWord {
      isOverdue = true
    } else if word.hasPrefix("age>"), let days = Days.parse(word.dropFirst(4)) {
      maxAgeDays = Dictionary(uniqueKeysWithValues: LifetimeClass.allCases.map { ($0, days) })
    } else if word.hasPrefix("severity>="), let severity = Severity(rawValue: String(word.dropFirst(10))) {
      minSeverity = severity
    } else if word.hasPrefix("confidence>="),
      let confidence = Finding.Confidence(rawValue: String(word.dropFirst(12)))
    {
      minConfidence = confidence
    } else {
      return false
    }
    return true
  }

  private static let overdueWord = "age>policy"

  /// As `--fail-on` writes it.
  package var words: String {
    var parts: [String] = []
    if isNew { parts.append("new") }
    if let validities { parts.append(validities.map(\.rawValue).sorted().joined(separator: "|")) }
    if let placements {
      parts.append(Placement.allCases.filter(placements.contains).map(\.rawValue).joined(separator: "|"))
    }
    if let verdicts { parts.append(verdicts.sorted().map(\.kebabCase).joined(separator: "|")) }
    if let maxAgeDays { parts.append(Policy.Rule.words(maxAgeDays)) }
    if isOverdue { parts.append(Self.overdueWord) }
    if let minSeverity { parts.append("severity>=\(minSeverity.rawValue)") }
    if let minConfidence { parts.append("confidence>=\(minConfidence.rawValue)") }
    return parts.isEmpty ? "any" : parts.joined(separator: "+")
  }

  private static func words(_ limits: [LifetimeClass: Int]) -> String {
    if limits.count == LifetimeClass.allCases.count, let days = limits.values.first,
      Set(limits.values).count == 1
    {
      return "age>\(days)d"
    }
    return LifetimeClass.allCases.compactMap { name in limits[name].map { "\(name.rawValue)>\($0)d" } }
      .joined(separator: "|")
  }
}

extension Verdict {
  /// `open-door`
  package var kebabCase: String {
    rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }
}
