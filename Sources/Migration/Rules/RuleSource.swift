/// A rule as another tool has it, before it becomes a detector.
struct RuleSource {
  var id: String
  var title: String
  var place: String
  var pattern: String
  var dialect: RegexDialect
  /// Number of the capture that holds the value; nil or 0 for the first that takes part.
  var secretGroup: Int?
  /// Name of that capture, which counts more.
  var secretName: String?
  var keywords: [String] = []

  /// The detector, without the tool's refinements; notes what the reading changed.
  func draft(_ migrated: inout Migrated) throws(RegexError) -> DetectorDraft {
    let pattern = try ForeignPattern(self.pattern, dialect: dialect)
    let secret = try SecretGroup(secretGroup, in: pattern, named: secretName)
    for change in pattern.changes { note(change, nil, &migrated) }
    if dialect == .rust, pattern.groupCount > 1, !pattern.root.hasGroup(named: secretName) {
      note("of its \(pattern.groupCount) groups the first one is taken for the value", nil, &migrated)
    }
    let extent = PatternExtent(of: pattern.root)
    let samples = (0..<SampleWriter.variants).map { SampleWriter(variant: $0).template(of: pattern.root) }
    return DetectorDraft(
      id: RuleSource.identifier(id), name: id, place: place, title: title.isEmpty ? id : title,
      pattern: PatternWriter.text(of: pattern, secret: secret),
      literals: try literals(of: pattern, &migrated),
      reach: extent.reach, samples: samples.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
  }

  /// What the expression itself demands finds all that the rule finds; a keyword may stand anywhere in the file.
  private func literals(of pattern: ForeignPattern, _ migrated: inout Migrated) throws(RegexError)
    -> RequiredLiterals
  {
    if let derived = RequiredLiterals(of: pattern.root) {
      if !keywords.isEmpty, !derived.holds(oneOf: keywords) {
        note(
          "its keywords are not asked for, since they may stand anywhere in a file: it finds more", nil,
          &migrated)
      }
      return derived
    }
    if let given = RequiredLiterals(keywords: keywords) {
      note("it finds values only near its keywords, not anywhere in a file that holds one", nil, &migrated)
      return given
    }
    throw RegexError(
      "no text of three characters stands in every match"
        + (keywords.isEmpty
          ? ", and it has no keywords" : ", and not all keywords have three characters of ASCII"))
  }

  func note(_ reason: String, _ advice: String?, _ migrated: inout Migrated) {
    migrated.note(Remark(.changed, place: place, name: id, reason: reason, advice: advice))
  }

  func leave(_ reason: String, _ advice: String?, _ migrated: inout Migrated) {
    migrated.note(Remark(.left, place: place, name: id, reason: reason, advice: advice))
  }

  /// `My_Company.token 2` is `my-company-token-2` here.
  static func identifier(_ name: String) -> String {
    let parts = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let id = parts.joined(separator: "-")
    return id.isEmpty ? "imported" : String(id.prefix(80))
  }
}
