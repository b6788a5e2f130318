import Findings

extension SARIFLog {
  /// A `reportingDescriptor` (section 3.49) of a detector.
  func rule(_ detector: DetectorSummary) -> JSONValue {
    .compact([
      "id": .string(detector.id),
      "name": .string(detector.id),
      "shortDescription": Self.message("Leaked \(detector.name)"),
      "fullDescription": Self.message(
        "\(detector.name): held by the repository now or in the past. Whoever could read it may have it."),
      "help": help(detector),
      "helpUri": detector.reference.flatMap { $0.isWebAddress ? .string($0) : nil },
      "defaultConfiguration": ["level": .string(detector.severity.level)],
      "relationships": [["target": CWE.target, "kinds": ["superset"]]],
      "properties": properties(detector),
    ])
  }

  private func properties(_ detector: DetectorSummary) -> JSONValue {
    let tags = [
      "security", "secret", CWE.tag, detector.provider, detector.category, detector.lifetime.rawValue,
    ]
    var seen: Set<String> = []
    return [
      "tags": .array(tags.filter { seen.insert($0).inserted }.map { .string($0) }),
      "security-severity": .string(detector.severity.score),
      "problem.severity": .string(detector.severity.level == "error" ? "error" : "warning"),
      "provider": .string(detector.provider),
      "category": .string(detector.category),
      "lifetime": .string(detector.lifetime.rawValue),
    ]
  }

  private func help(_ detector: DetectorSummary) -> JSONValue {
    let steps = steps(detector)
    let text = steps.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
    let title = "**\(detector.name.escapedForMarkdown)**\n\n"
    let list = steps.enumerated().map { "\($0 + 1). \($1.escapedForMarkdown)" }.joined(separator: "\n")
    let reference = detector.reference.flatMap { $0.isWebAddress ? "\n\nFormat: <\($0)>" : nil } ?? ""
    return ["text": .string(text), "markdown": .string(title + list + reference)]
  }

  private func steps(_ detector: DetectorSummary) -> [String] {
    [
      detector.revoke.map { "Revoke it: \($0)" }
        ?? "Revoke it at \(detector.provider): deleting the line does not end it.",
      detector.replacement.map { "Replace it by what lives shorter: \($0)" }
        ?? "Issue a new one and keep it out of the repository.",
      "Look through the provider's logs for uses since the day it was introduced.",
    ].map(\.escapedForTerminal)
  }
}

extension Severity {
  /// Middle of GitHub's bands: over 9 critical, over 7 high, over 4 medium, else low.
  var score: String {
    switch self {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "2.5"
    }
  }

  var level: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low: "note"
    }
  }
}

extension String {
  /// An `https` address without characters that a URI may not have.
  var isWebAddress: Bool {
    hasPrefix("https://")
      && utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }
  }

  /// Characters that Markdown or HTML would obey stand behind a backslash (CommonMark, section 2.4).
  fileprivate var escapedForMarkdown: String {
    var result = ""
    for character in self {
      if "\\`*_[]<>#|!~&".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
