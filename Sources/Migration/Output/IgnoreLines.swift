internal import Findings

/// An ignore file with more entries: what stands in it stays to the byte.
package struct IgnoreLines {
  package let text: String
  /// How many were added; the others were there.
  package let count: Int

  package init(adding entries: [Resolution.Entry], to old: String) {
    let rules = IgnoreFile.parse(old, path: "").rules
    let known = Set(
      rules.compactMap { rule -> Fingerprint? in
        guard case .fingerprint(let fingerprint) = rule.subject, rule.detector == nil, rule.expires == nil
        else { return nil }
        return fingerprint
      })
    let new = entries.filter { !known.contains($0.fingerprint) }
    count = new.count
    let gap = old.isEmpty || old.utf8.last == 0x0A ? "" : "\n"
    text =
      old + (new.isEmpty ? "" : gap)
      + new.map { "\($0.fingerprint)  reason=\(IgnoreLines.quoted($0.reason))\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    let safe = text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
    }.joined()
    return "\"" + String(safe.prefix(400)) + "\""
  }
}
