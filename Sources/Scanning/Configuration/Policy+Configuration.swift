internal import Findings
internal import Posture

extension Configuration {
  mutating func readPolicy(_ section: TOMLSection) throws(SettingsError) {
    try section.expect(["fail-on", "rotation"])
    rotation = try RotationLimits(section)
    // Who only says how long a credential may live does not say what fails.
    guard rotation == nil || section.has("fail-on") else { return }
    policy = try Policy(section)
    policy?.rotation = rotation ?? .usual
  }
}

extension RotationLimits {
  /// `rotation`: days for all, or a table by lifetime class, detector and `default`; nil where it is not given.
  fileprivate init?(_ section: TOMLSection) throws(SettingsError) {
    let key = "rotation"
    guard section.has(key) else { return nil }
    self.init()
    if section.isInteger(key) || section.isString(key) {
      general = try section.days(key)
      return
    }
    guard let table = try section.section(key) else { return nil }
    guard !table.keys.isEmpty else { throw section.wrong(key, "names nothing") }
    for name in table.keys {
      if let days = try table.days(name) { set(name, to: days) }
    }
  }
}

extension TOMLSection {
  /// A number of days: `90`, or a text as `--policy` has it.
  fileprivate func days(_ key: String) throws(SettingsError) -> Int? {
    if isInteger(key) { return try integer(key, in: 0...100_000) }
    guard let days = try string(key).flatMap({ Days.parse($0) }) else {
      throw wrong(
        key, "must be a number of days", help: "write it as 90, \"90d\", \"12w\", \"6mo\" or \"2y\"")
    }
    return days
  }
}

extension Policy {
  /// `[policy]`: without `fail-on` any finding fails, with an empty list none does.
  fileprivate init(_ section: TOMLSection) throws(SettingsError) {
    if let policy = try Policy.words(section) {
      self = policy
      return
    }
    guard let sections = try section.sections("fail-on") else {
      self = .anyFinding
      return
    }
    var rules: [Rule] = []
    for section in sections { rules.append(try Rule(section)) }
    self.init(rules: rules)
  }
}

extension Policy {
  /// `fail-on = ["live", "age>90d"]`, as the command line has it; nil where it is a list of tables.
  private static func words(_ section: TOMLSection) throws(SettingsError) -> Policy? {
    guard section.isTextList("fail-on"), let words = try section.strings("fail-on") else { return nil }
    do {
      return try Policy(words: words, checks: PostureRules.ids)
    } catch {
      throw section.wrong(
        "fail-on", "has a condition that is not known: '\(error.word)'", help: PolicyWordError.help)
    }
  }
}

extension Policy.Rule {
  fileprivate init(_ section: TOMLSection) throws(SettingsError) {
    try section.expect(["verdicts", "placements", "min-severity", "min-confidence", "max-age-days"])
    self.init(
      verdicts: try section.terms("verdicts"), placements: try section.terms("placements"),
      minSeverity: try section.term("min-severity"),
      minConfidence: try section.term("min-confidence") ?? .medium,
      maxAgeDays: try Policy.Rule.ages(section))
    isOverdue = maxAgeDays == nil && section.has("max-age-days")
  }

  /// One number for all lifetime classes, or a table of them; nil for `policy`, which `rotation` tells.
  private static func ages(_ section: TOMLSection) throws(SettingsError) -> [LifetimeClass: Int]? {
    let key = "max-age-days"
    guard section.has(key) else { return nil }
    let range = 0...100_000
    if section.isString(key) {
      guard try section.string(key) == "policy" else {
        throw section.wrong(key, "must be a number, a table or \"policy\"")
      }
      return nil
    }
    if section.isInteger(key) {
      let days = try section.integer(key, in: range) ?? 0
      return Dictionary(uniqueKeysWithValues: LifetimeClass.allCases.map { ($0, days) })
    }
    guard let table = try section.section(key) else { return nil }
    try table.expect(LifetimeClass.allCases.map(\.rawValue))
    var result: [LifetimeClass: Int] = [:]
    for lifetime in LifetimeClass.allCases {
      result[lifetime] = try table.integer(lifetime.rawValue, in: range)
    }
    guard !result.isEmpty else { throw section.wrong(key, "names no lifetime class") }
    return result
  }
}

/// A word of the product's vocabulary, as settings write it.
typealias Term = CaseIterable & Hashable & RawRepresentable<String>

extension TOMLSection {
  func term<T: Term>(_ key: String) throws(SettingsError) -> T? {
    guard let text = try string(key) else { return nil }
    guard let term = T.allCases.first(where: { $0.isWritten(text) }) else { throw unknownTerm(key, T.self) }
    return term
  }

  func terms<T: Term>(_ key: String) throws(SettingsError) -> Set<T>? {
    guard let texts = try strings(key) else { return nil }
    guard !texts.isEmpty else { throw wrong(key, "must not be empty") }
    var result: Set<T> = []
    for text in texts {
      guard let term = T.allCases.first(where: { $0.isWritten(text) }) else { throw unknownTerm(key, T.self) }
      result.insert(term)
    }
    return result
  }

  private func unknownTerm<T: Term>(_ key: String, _ type: T.Type) -> SettingsError {
    wrong(
      key, "has a word that is not known",
      help: "known words: \(T.allCases.map { kebabCase($0.rawValue) }.joined(separator: ", "))")
  }
}

extension RawRepresentable<String> {
  /// `open-door`, and `openDoor` as the JSON report writes it.
  fileprivate func isWritten(_ text: String) -> Bool { text == rawValue || text == kebabCase(rawValue) }
}

private func kebabCase(_ name: String) -> String {
  name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
}
