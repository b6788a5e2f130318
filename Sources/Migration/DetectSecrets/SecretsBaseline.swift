/// `.secrets.baseline` of detect-secrets, of version 1 and of 0.
struct SecretsBaseline {
  private let root: [String: Any]
  private let text: String
  private let file: String

  init(_ text: String, file: String) throws(ImportError) {
    guard let root = try JSONFile(text, file: file).value as? [String: Any], root["results"] is [String: Any]
    else {
      throw ImportError(file, "is no baseline of detect-secrets: it has no results")
    }
    self.root = root
    self.text = text
    self.file = file
  }

  func migrated() -> Migrated {
    var result = Migrated()
    results(&result)
    filters(&result)
    plugins(&result)
    return result
  }

  private func results(_ result: inout Migrated) {
    let lines = hashLines
    for (path, entries) in (root["results"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
      for entry in entries as? [[String: Any]] ?? [] {
        let kind = entry["type"] as? String ?? "secret"
        let hash = (entry["hashed_secret"] as? String ?? "").lowercased()
        let place = lines[hash].map { "\(file):\($0)" } ?? file
        guard hash.utf8.count == 40, hash.allSatisfy(\.isHexDigit) else {
          result.note(
            Remark(.left, place: place, name: "\(kind) in \(path)", reason: "it has no SHA-1 of a secret"))
          continue
        }
        // Of a private key it hashes the first line alone, which is the same for all.
        let fallback: Claim.Subject? =
          kind == "Private Key"
          ? (entry["line_number"] as? Int).map { .line(path: path, line: $0, commit: nil) } : nil
        let purpose: Claim.Purpose = entry["is_secret"] as? Bool == false ? .ignored : .known
        result.claims.append(
          Claim(.sha1(hash), or: fallback, purpose, place: place, name: "\(kind) in \(path)"))
      }
    }
  }

  /// The first line that each hash stands on.
  private var hashLines: [String: Int] {
    var result: [String: Int] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.contains("\"hashed_secret\"") {
      let words = line.split(separator: "\"")
      guard let hash = words.first(where: { $0.utf8.count == 40 })?.lowercased() else { continue }
      result[hash] = result[hash] ?? index + 1
    }
    return result
  }

  private func filters(_ result: inout Migrated) {
    for filter in root["filters_used"] as? [[String: Any]] ?? [] {
      let name = (filter["path"] as? String ?? "").split(separator: ".").suffix(2).joined(separator: ".")
      let patterns = filter["pattern"] as? [String] ?? (filter["pattern"] as? String).map { [$0] } ?? []
      switch name {
      case "regex.should_exclude_file": for pattern in patterns { exclude(pattern, &result) }
      case "regex.should_exclude_line", "regex.should_exclude_secret", "wordlist.should_exclude_secret":
        leave("filter \(name)", "no setting here passes over values or lines by their text", &result)
      case _
      where filter["path"].map({ "\($0)".hasPrefix("file:") || !"\($0)".hasPrefix("detect_secrets.") })
        ?? false:
        leave("filter \(name)", "it is a program", &result)
      default: break
      }
    }
    let old = root["exclude"] as? [String: Any]
    if let pattern = old?["files"] as? String { exclude(pattern, &result) }
    if old?["lines"] is String {
      leave("exclude.lines", "no setting here passes over lines by their text", &result)
    }
    if (root["word_list"] as? [String: Any])?["file"] is String {
      leave("word_list", "no setting here passes over values by a list of words", &result)
    }
  }

  private func exclude(_ pattern: String, _ result: inout Migrated) {
    do {
      for glob in try PathPatterns.globs(of: pattern) {
        result.excludedPaths.append(Migrated.PathEntry(glob: glob, place: file))
      }
    } catch {
      result.note(
        Remark(
          .left, place: file, name: "excluded files", reason: "no glob says the same: \(error)",
          advice: "write one in exclude-paths"))
    }
  }

  private static let usualLimits = ["Base64HighEntropyString": 4.5, "HexHighEntropyString": 3.0]

  private func plugins(_ result: inout Migrated) {
    for plugin in root["plugins_used"] as? [[String: Any]] ?? [] {
      let name = plugin["name"] as? String ?? "plugin"
      if plugin["path"] is String { leave("plugin \(name)", "it is a program", &result) }
      let limit = (plugin["limit"] ?? plugin["base64_limit"] ?? plugin["hex_limit"]) as? Double
      if let limit, let usual = SecretsBaseline.usualLimits[name], limit != usual {
        leave(
          "plugin \(name)", "its limit is not the usual one, and randomness is judged otherwise here", &result
        )
      }
      if let words = plugin["keyword_exclude"] as? String, !words.isEmpty {
        leave("plugin \(name)", "no setting here passes over names by an expression", &result)
      }
    }
  }

  private func leave(_ name: String, _ reason: String, _ result: inout Migrated) {
    result.note(
      Remark(
        .left, place: file, name: name, reason: reason,
        advice: "put what it hid aside by fingerprint, in .leakageignore"))
  }
}
