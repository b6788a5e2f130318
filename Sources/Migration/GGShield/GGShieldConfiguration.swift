internal import Findings

/// `.gitguardian.yaml` of version 1 and 2: https://docs.gitguardian.com/ggshield-docs/configuration
struct GGShieldConfiguration {
  private let root: YAMLValue
  private let file: String

  init(_ root: YAMLValue, file: String) {
    self.root = root
    self.file = file
  }

  func migrated() -> Migrated {
    var result = Migrated()
    let secret = root["secret"]
    for list in [root["paths_ignore"], secret?["ignored_paths"]] { paths(list, &result) }
    for list in [root["matches_ignore"], secret?["ignored_matches"]] { matches(list, &result) }
    for list in [root["banlisted_detectors"], secret?["ignored_detectors"]] { detectors(list, &result) }
    settings(&result)
    return result
  }

  private func place(_ value: YAMLValue) -> String { "\(file):\(value.line)" }

  private func paths(_ list: YAMLValue?, _ result: inout Migrated) {
    for entry in list?.list ?? [] {
      guard let text = entry.text, let glob = GGShieldConfiguration.glob(text) else {
        result.note(
          Remark(
            .left, place: place(entry), name: "ignored path",
            reason: "it is no pattern, or matches every path"))
        continue
      }
      result.excludedPaths.append(Migrated.PathEntry(glob: glob, place: place(entry)))
    }
  }

  /// `doc/*` matches in any folder there, unless a slash comes first; `?`, `[` and `\` stand for themselves.
  static func glob(_ text: String) -> String? {
    guard !text.isEmpty, !text.allSatisfy({ "*/".contains($0) }) else { return nil }
    let escaped = text.map { "?[\\".contains($0) ? "\\" + String($0) : String($0) }.joined()
    if escaped.hasPrefix("/") || escaped.hasPrefix("**/") || !escaped.contains("/") { return escaped }
    return "**/" + escaped
  }

  private func matches(_ list: YAMLValue?, _ result: inout Migrated) {
    for entry in list?.list ?? [] {
      let name = entry["name"]?.text
      guard let match = entry.text ?? entry["match"]?.text, !match.isEmpty else {
        result.note(
          Remark(.left, place: place(entry), name: name ?? "ignored match", reason: "it has no match"))
        continue
      }
      let isDigest = match.utf8.count == 64 && match.allSatisfy(\.isHexDigit)
      let subject = isDigest ? Claim.Subject.sha256(match.lowercased()) : .value(Secret(match.utf8))
      result.claims.append(
        Claim(
          subject, .ignored, place: place(entry),
          name: name.flatMap { $0.isEmpty ? nil : $0 } ?? "ignored match"))
    }
  }

  /// Its detectors have names, ours ids: where they agree, that one is disabled.
  private func detectors(_ list: YAMLValue?, _ result: inout Migrated) {
    for entry in list?.list ?? [] {
      guard let name = entry.text else { continue }
      result.disabled.append(.init(name: name, place: place(entry)))
    }
  }

  /// Settings that say what fails or what is shown, and what is done with others.
  private static let known: [String: (reason: String, advice: String)] = [
    "exit_zero": ("it lets every run pass", "give --exit-code 0, or set fail-on = [] in [policy]"),
    "all_policies": ("there are no policies on file names here", "leave it out"),
    "ignore_known_secrets": ("no dashboard is asked here", "record what is known: leakage baseline create"),
    "prereceive_remediation_message": ("a hook's message is fixed here", "see docs/hooks.md"),
    "ignore_default_excludes": ("there are no paths that are left out by default here", "leave it out"),
  ]

  private func settings(_ result: inout Migrated) {
    for table in [root, root["secret"]].compactMap(\.self) {
      for (key, words) in GGShieldConfiguration.known {
        guard let value = table[key], value.bool != false else { continue }
        result.note(Remark(.left, place: place(value), name: key, reason: words.reason, advice: words.advice))
      }
    }
    for key in ["iac", "sca"] {
      guard let value = root[key] else { continue }
      result.note(
        Remark(
          .needless, place: place(value), name: key,
          reason: "it is not about secrets, and leakage looks for nothing else"))
    }
  }
}
