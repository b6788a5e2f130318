internal import ArgumentParser
internal import Detectors

struct DetectorsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show one detector: what it finds, how long that lives, how it is probed and revoked, what replaces it.",
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
    try StandardStream.output.write(DetectorText(detector).text)
  }
}
