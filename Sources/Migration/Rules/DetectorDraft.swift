internal import Detectors

/// A detector that is being made from another tool's rule.
package struct DetectorDraft: Hashable, Sendable {
  /// As ours are: `a-z`, `0-9` and `-`.
  package internal(set) var id: String
  /// What the other tool calls it.
  package let name: String
  package let place: String
  var title: String
  var severity = "high"
  var confidence = "high"
  var reference: String?
  var pattern: String
  var literals: RequiredLiterals
  /// In bytes on either side of the literal; nil for its line.
  var reach: Int?
  var entropy: Double = 0
  var stopWords: [String] = []
  var paths: [String] = []
  var excludedPaths: [String] = []
  var yieldsTo: [String] = []
  /// Templates of texts that it should find, one of which is chosen.
  var samples: [String]
  var sample = 0
  /// The other tool's own examples: tried, and never written.
  var examples: [String] = []
  var negativeExamples: [String] = []

  /// The table of the detector file.
  var toml: String {
    var lines = [
      "[[detector]]", "id = \(TOMLWriter.string(id))", "name = \(TOMLWriter.string(title))",
      "severity = \"\(severity)\"", "confidence = \"\(confidence)\"", "lifetime = \"long-lived\"",
    ]
    if let reference { lines.append("reference = \(TOMLWriter.string(reference))") }
    lines.append("pattern = \(TOMLWriter.raw(pattern))")
    lines.append("\(literals.ignoresCase ? "keywords" : "literals") = \(TOMLWriter.list(literals.texts))")
    if let reach { lines.append("reach = { before = \(reach), after = \(reach) }") }
    if entropy > 0 { lines.append("entropy = \(entropy)") }
    for (key, list) in [
      ("stop-words", stopWords), ("paths", paths), ("exclude-paths", excludedPaths), ("yields-to", yieldsTo),
    ] where !list.isEmpty {
      lines.append("\(key) = \(TOMLWriter.list(list))")
    }
    lines += ["", "[detector.examples]", "positive = \(TOMLWriter.list([samples[sample]]))"]
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The detector file of all drafts.
package enum DetectorDocument {
  private static let head = """
    provider = "Imported"
    category = "saas"

    """

  package static func text(of drafts: [DetectorDraft]) -> String {
    "# Detectors imported from other tools; see docs/migration.md. Severity and lifetime are guesses: correct them.\n\n"
      + head + drafts.map { "\n# \(Remark.base($0.place))\n" + $0.toml }.joined()
  }

  /// The draft as the loader reads it, with all its checks.
  static func detector(of draft: DetectorDraft) throws(DetectorError) -> Detector? {
    try DetectorFile(name: draft.place, text: head + draft.toml).detectors.first
  }
}
