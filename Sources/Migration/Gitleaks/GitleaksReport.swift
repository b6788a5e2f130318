internal import Findings

/// A JSON report of gitleaks, which it also takes as a baseline.
enum GitleaksReport {
  static func migrated(_ text: String, file: String) throws(ImportError) -> Migrated {
    guard let entries = try JSONFile(text, file: file).value as? [[String: Any]] else {
      throw ImportError(file, "is no report of gitleaks: not a list of findings")
    }
    var result = Migrated()
    let lines = KeyLines("RuleID", in: text)
    for (index, entry) in entries.enumerated() {
      let place = lines.place(index, of: entries.count, in: file)
      let name = entry["RuleID"] as? String ?? "finding \(index + 1)"
      guard let line = subject(entry) else {
        result.note(Remark(.left, place: place, name: name, reason: "it names no file and line"))
        continue
      }
      // A redacted report says `REDACTED`, or the beginning of the value and dots.
      if let value = entry["Secret"] as? String, value.utf8.count > 3, !value.hasPrefix("REDACTED"),
        !value.hasSuffix("...")
      {
        result.claims.append(Claim(.value(Secret(value.utf8)), or: line, .known, place: place, name: name))
      } else {
        result.claims.append(Claim(line, .known, place: place, name: name))
      }
    }
    return result
  }

  private static func subject(_ entry: [String: Any]) -> Claim.Subject? {
    guard let path = entry["File"] as? String, !path.isEmpty, let line = entry["StartLine"] as? Int else {
      return nil
    }
    let commit = entry["Commit"] as? String
    return .line(path: path, line: line, commit: commit.flatMap { $0.isEmpty ? nil : $0 })
  }
}
