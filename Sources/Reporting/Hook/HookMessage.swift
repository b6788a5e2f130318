package import Findings

/// What a hook tells whom it stops: what was found, where, why it is believed, and the ways on.
package struct HookMessage {
  /// What was about to happen.
  package enum Deed: Sendable {
    case commit, push
    /// A push, seen from the server.
    case receive
  }

  private let findings: [Finding]
  private let detectors: [String: DetectorSummary]
  private let deed: Deed
  private static let findingLimit = 20
  private static let placeLimit = 3

  package init(_ findings: [Finding], detectors: [DetectorSummary], deed: Deed) {
    self.findings = findings
    self.detectors = Dictionary(detectors.map { ($0.id, $0) }) { first, _ in first }
    self.deed = deed
  }

  /// Without a last line end. Paths are printable already; nothing of a value is in it.
  package var text: String {
    let count = Words.count(findings.count, "secret")
    let what = deed == .commit ? "this commit would bring in" : "the commits pushed bring in"
    let shown = findings.prefix(HookMessage.findingLimit)
    var blocks = ["leakage: \(what) \(count): refused"] + shown.map(block)
    if shown.count < findings.count {
      blocks.append(
        "  and \(findings.count - shown.count) more: leakage scan\(deed == .commit ? " --staged" : "")")
    }
    return (blocks + [ways]).joined(separator: "\n\n")
  }

  private func block(_ finding: Finding) -> String {
    let detector = detectors[finding.detector]
    var lines = places(finding).map { "  \($0)" }
    lines.append(
      "    \(detector?.name ?? finding.detector)   \(finding.redacted)   \(finding.severity.rawValue)")
    lines.append("    why:     \(reasons(finding))")
    let instead = Replacement.all(for: finding, detector: detector).first?.text
    if let instead { lines.append("    instead: \(instead)") }
    if deed != .commit, let detector { lines.append("    revoke:  \(detector.ending)") }
    lines.append("    id:      \(finding.fingerprint)")
    return lines.map(\.escapedForTerminal).joined(separator: "\n")
  }

  /// `path:line:column` at the start of a line, as compilers write it: editors and terminals make it a link.
  private func places(_ finding: Finding) -> [String] {
    let shown = finding.occurrences.prefix(HookMessage.placeLimit).map { place -> String in
      let commit = place.introduced.map { "   (\($0.title))" } ?? ""
      switch place.medium {
      case .commitMessage, .tagMessage, .note, .ref: return "message of \(place.path), line \(place.line)"
      default: return "\(place.path):\(place.line):\(place.column)\(commit)"
      }
    }
    let rest = finding.occurrenceCount - shown.count
    return shown + (rest > 0 ? ["and \(Words.count(rest, "more place"))"] : [])
  }

  private func reasons(_ finding: Finding) -> String {
    let reasons =
      finding.confidenceReasons.isEmpty
      ? "it has the shape" : finding.confidenceReasons.joined(separator: ", ")
    return "\(reasons) (\(finding.confidence.rawValue))"
  }

  private var ways: String {
    let id = findings.first.map { "\($0.fingerprint)" } ?? ""
    let remove =
      switch deed {
      case .commit: "take it out of the file and stage the file again (git add)"
      case .push: "take it out of the commit that brought it (git rebase -i), then push again"
      case .receive: "take it out of the commit that brought it (git rebase -i), revoke it, push again"
      }
    // A server has no work tree, and so no file of the repository's that could allow it.
    let file = deed == .receive ? "" : ",\n               or add to .leakageignore:  \(id) reason=\"why\""
    return """
      Three ways on:
        remove it    \(remove)
        refer to it  keep the value in the environment or a secret store, and commit its name alone
        allow it     where it is no secret: write 'leakage:allow' and why in a comment on its line
      """ + file
  }
}
