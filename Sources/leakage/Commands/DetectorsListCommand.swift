internal import ArgumentParser
internal import Detectors
internal import Findings
internal import FoundationEssentials

struct DetectorsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the detectors: id, severity, lifetime, name.",
    discussion: """
      EXAMPLES:
        leakage detectors list              all
        leakage detectors list github       those with the word in id, name, provider or category
        leakage detectors list --json       for programs
      """)

  @Argument(help: ArgumentHelp("Only detectors with this word.", valueName: "word"))
  var word: String?

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    let all = try CatalogLoading.catalog(adding: catalog.detectorPaths).detectors.map(\.summary)
    let chosen = all.filter { summary in word.map { summary.holds($0) } ?? true }
    try StandardStream.output.write(json ? try encoded(chosen) : table(chosen))
    if let word, chosen.isEmpty {
      let known = all.map(\.id) + Set(all.map(\.provider)).sorted()
      let question = Suggestion.question(for: word, among: known).map { "\n  help: \($0)" } ?? ""
      StandardStream.error.line(
        "note: no detector has '\(word)' in its id, name, provider or category\(question)")
    }
  }

  private func encoded(_ summaries: [DetectorSummary]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(summaries), as: UTF8.self) + "\n"
  }

  private func table(_ summaries: [DetectorSummary]) -> String {
    let width = summaries.map(\.id.count).max() ?? 0
    return summaries.map { summary in
      padded(summary.id, width) + "  " + padded(summary.severity.rawValue, 8) + "  "
        + padded(summary.lifetime.rawValue, 10) + "  " + summary.name + "\n"
    }.joined()
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension DetectorSummary {
  fileprivate func holds(_ word: String) -> Bool {
    [id, name, provider, category].contains { $0.lowercased().contains(word.lowercased()) }
  }
}
