import Findings

extension Detector {
  /// Reads one `[[detector]]`.
  init(reading table: TOMLFields, provider: DetectorFile.Provider) throws(DetectorError) {
    var fields = table
    let id = try fields.required("id")
    guard Self.isID(id) else {
      throw fields.error("id '\(id)' is not made of a-z, 0-9 and '-', with a letter or digit first", at: "id")
    }
    fields.detector = id
    try fields.refuseKeys(otherThan: Self.keys)
    let rule = try Rule(reading: fields)
    let literals = try Literal.all(reading: fields)
    var isPattern = false
    if case .pattern = rule { isPattern = true }
    let decoded = try fields.pattern("decoded")
    if decoded != nil, !isPattern { throw fields.error("'decoded' needs a 'pattern'", at: "decoded") }
    // Was a switch once; accepted so that older files can be read.
    _ = try fields.bool("base64")
    self.init(
      summary: try DetectorSummary(id: id, reading: fields, provider: provider),
      confidence: try fields.choice("confidence") ?? (isPattern ? .high : .medium),
      rule: rule, literals: literals, decoded: decoded, reach: try Reach(reading: fields),
      minEntropy: try fields.number("entropy", in: 0...8) ?? 0, checksum: try fields.choice("checksum"),
      stopWords: try fields.strings("stop-words"),
      rejectsPlaceholders: try fields.bool("placeholders") ?? true, paths: try fields.strings("paths"),
      excludedPaths: try fields.strings("exclude-paths"),
      companions: try Companion.all(reading: fields),
      dates: try fields.choice("dates"), tells: try fields.choice("tells"),
      policy: try PolicyDeath(reading: fields),
      probe: try Probe(reading: fields),
      yieldsTo: try fields.strings("yields-to"),
      publicPrefix: try fields.integer("public-prefix", in: 0...64)
        ?? (decoded == nil ? PublicPrefix.length(of: rule, literals: literals) : 0),
      examples: try Examples(reading: fields))
  }

  private static let keys = [
    "id", "name", "severity", "confidence", "lifetime", "revoke", "replacement", "reference", "pattern",
    "context",
    "literals", "keywords", "decoded", "reach", "entropy", "checksum", "stop-words", "placeholders", "paths",
    "exclude-paths",
    "base64", "public-prefix", "yields-to", "dates", "tells", "policy", "probe", "companion", "examples",
  ]

  private static func isID(_ id: String) -> Bool {
    id.utf8.first != UInt8(ascii: "-")
      && id.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

extension DetectorSummary {
  fileprivate init(
    id: String, reading fields: TOMLFields, provider: DetectorFile.Provider
  ) throws(DetectorError) {
    guard let severity: Severity = try fields.choice("severity") else {
      throw fields.error("'severity' is missing")
    }
    guard let lifetime: LifetimeClass = try fields.choice("lifetime") else {
      throw fields.error("'lifetime' is missing")
    }
    self.init(
      id: id, name: try fields.required("name"), provider: provider.name, category: provider.category,
      severity: severity, lifetime: lifetime, revoke: try fields.string("revoke"),
      replacement: try fields.string("replacement"),
      reference: try fields.string("reference") ?? provider.reference)
  }
}
