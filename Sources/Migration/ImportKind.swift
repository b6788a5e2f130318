/// Whose file it is.
package enum ImportKind: String, Hashable, Sendable, CaseIterable {
  case gitleaks
  case gitleaksIgnore = "gitleaksignore"
  case detectSecrets = "detect-secrets"
  case ggshield
  case kingfisher
  case noseyParker = "noseyparker"
  /// Paths to leave out; no name and nothing in it tells whose file it is.
  case noseyParkerIgnore = "noseyparker-ignore"

  /// Told from the file's name, or else from what it holds; nil where neither tells.
  package init?(name: String, text: String) {
    let base = name.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if base.hasSuffix(".gitleaksignore") {
      self = .gitleaksIgnore
    } else if base.hasSuffix("gitleaks.toml") {
      self = .gitleaks
    } else if base.hasSuffix(".secrets.baseline") {
      self = .detectSecrets
    } else if base.hasPrefix(".gitguardian.y") {
      self = .ggshield
    } else if let kind = ImportKind(content: text) {
      self = kind
    } else {
      return nil
    }
  }

  private init?(content whole: String) {
    let text = whole.withPlainLines
    let head = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if head == UInt8(ascii: "{"), text.contains("\"plugins_used\"") || text.contains("\"hashed_secret\"") {
      self = .detectSecrets
    } else if head == UInt8(ascii: "["), text.contains("\"RuleID\"") {
      self = .gitleaks
    } else if ImportKind.hasLine(in: text, ["[[rules]]", "[extend]", "[allowlist]", "[[allowlists]]"]) {
      self = .gitleaks
    } else if ImportKind.hasLine(in: text, ["rules:", "ExactFindings:", "fingerprint_algorithm:"]) {
      self =
        text.contains("min_entropy") || text.contains("confidence") || !text.contains("pattern")
        ? .kingfisher : .noseyParker
    } else if ImportKind.hasLine(
      in: text, ["secret:", "paths-ignore:", "matches-ignore:", "paths_ignore:", "matches_ignore:"])
    {
      self = .ggshield
    } else {
      return nil
    }
  }

  /// True when a line begins with one of the texts.
  private static func hasLine(in text: String, _ beginnings: [String]) -> Bool {
    text.split(separator: "\n").contains { line in beginnings.contains { line.hasPrefix($0) } }
  }
}

extension Migrated {
  /// Reads another tool's file. `file` is what messages call it.
  package init(reading whole: String, of kind: ImportKind, file: String) throws(ImportError) {
    let text = whole.withPlainLines
    switch kind {
    case .gitleaks:
      let isReport =
        text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "[")
        && text.contains("\"RuleID\"")
      self =
        isReport
        ? try GitleaksReport.migrated(text, file: file)
        : try GitleaksConfiguration(text, file: file).migrated()
    case .gitleaksIgnore: self = GitleaksIgnore.migrated(text, file: file)
    case .noseyParkerIgnore: self = NoseyParkerIgnore.migrated(text, file: file)
    case .detectSecrets: self = try SecretsBaseline(text, file: file).migrated()
    case .ggshield:
      guard let root = try YAMLValue.documents(text, file: file).first, root.isMapping else {
        throw ImportError(file, "is no configuration of ggshield")
      }
      self = GGShieldConfiguration(root, file: file).migrated()
    case .kingfisher, .noseyParker:
      let documents = try YAMLValue.documents(text, file: file)
      if documents.contains(where: KingfisherBaseline.isOne) {
        self = KingfisherBaseline.migrated(documents, file: file)
      } else if documents.contains(where: { $0["rules"]?.isList == true || $0["rulesets"]?.isList == true }) {
        self = KingfisherRules(documents, file: file).migrated()
      } else {
        throw ImportError(file, "has neither rules nor a baseline")
      }
    }
  }
}

extension String {
  /// With line feeds alone: a carriage return and a line feed are one character to Swift.
  var withPlainLines: String { utf8.contains(0x0D) ? replacing("\r\n", with: "\n") : self }
}
