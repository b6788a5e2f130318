/// `.gitleaksignore`: fingerprints `commit:file:rule:line` or `file:rule:line`.
enum GitleaksIgnore {
  static func migrated(_ text: String, file: String) -> Migrated {
    var result = Migrated()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }.filter { $0 != "\r" }.trimmed
      guard !words.isEmpty else { continue }
      let place = "\(file):\(index + 1)"
      guard let entry = Entry(words) else {
        result.note(
          Remark(
            .left, place: place, name: "entry",
            reason: "it is neither commit:file:rule:line nor file:rule:line"))
        continue
      }
      result.claims.append(Claim(entry.subject, .ignored, place: place, name: entry.rule))
    }
    return result
  }

  /// A fingerprint of gitleaks.
  struct Entry {
    let subject: Claim.Subject
    let rule: String

    init?(_ text: String) {
      var parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
      guard parts.count >= 3, let line = Int(parts.removeLast()), line >= 0 else { return nil }
      rule = parts.removeLast()
      let commit = parts.count > 1 && Entry.isCommit(parts[0]) ? parts.removeFirst() : nil
      let path = parts.joined(separator: ":")
      guard !path.isEmpty, !rule.isEmpty else { return nil }
      subject = .line(path: path, line: line, commit: commit)
    }

    private static func isCommit(_ text: String) -> Bool {
      [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit)
    }
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
