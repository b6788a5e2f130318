internal import ArgumentParser
internal import Detectors
internal import Findings

struct DetectorsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one detector: what it finds, how long that lives, how to revoke and what replaces it.",
    discussion: """
      EXAMPLES:
        leakage detectors show github-pat-classic
      """)

  @Argument(
    help: ArgumentHelp("Id of a detector; 'leakage detectors list' names them.", valueName: "id"),
    completion: .shellCommand("leakage detectors list 2>/dev/null | cut -d' ' -f1"))
  var id: String

  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    let all = try CatalogLoading.catalog(adding: catalog.detectorPaths)
    guard let detector = all.detector(withID: id) else {
      let question = Suggestion.question(for: id, among: all.detectors.map(\.id)).map { $0 + " " } ?? ""
      throw CommandFailure(
        "no detector named '\(id)'", help: question + "list them with: leakage detectors list")
    }
    try StandardStream.output.write(detector.text)
  }
}

extension Detector {
  /// Name and value, one a line.
  fileprivate var text: String {
    let rows: [(String, String?)] = [
      ("id", id), ("name", summary.name), ("provider", summary.provider), ("category", summary.category),
      ("severity", summary.severity.rawValue), ("confidence", confidence.rawValue),
      ("lifetime", summary.lifetime.rawValue), ("literals", literals.isEmpty ? nil : literals.map(\.text).joined(separator: " ")),
      ("words", toldByWords?.words.joined(separator: " ")),
      ("rule", ruleText), ("entropy", minEntropy > 0 ? "\(minEntropy)" : nil),
      ("checksum", checksum?.rawValue), ("companions", companionText),
      ("paths", paths.isEmpty ? nil : paths.joined(separator: " ")),
      ("dates", dates?.rawValue), ("tells", tells?.rawValue), ("policy", policy?.source), ("revoke", summary.revoke), ("replacement", summary.replacement),
      ("reference", summary.reference),
    ]
    return rows.compactMap { name, value in
      value.map { name + String(repeating: " ", count: 13 - name.count) + $0 + "\n" }
    }.joined()
  }

  private var ruleText: String {
    switch rule {
    case .pattern(let pattern): pattern
    case .context(let context):
      "\(context.length.lowerBound) to \(context.length.upperBound) characters of \(context.charset.rawValue)"
        + (literals.isEmpty
          ? " near one of the words"
          : context.isAssigned
          ? " assigned to a name with one of the literals" : " behind one of the literals")
    }
  }

  private var companionText: String? {
    companions.isEmpty
      ? nil : companions.map { $0.role + ($0.isRequired ? " (required)" : "") }.joined(separator: ", ")
  }
}
