internal import ArgumentParser
internal import Detectors

struct DetectorsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check detector files: their syntax, and that they find their examples and nothing else.",
    discussion: """
      Exit status 1 when an example fails, 2 when a file cannot be read as a detector file.

      EXAMPLES:
        leakage detectors check my-company.toml
        leakage detectors check detectors/
      """)

  @Argument(
    help: ArgumentHelp("Detector files, or folders of them.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var files: [String]

  func run() throws {
    var own: [(file: String, catalog: DetectorCatalog)] = []
    for file in files { own.append((file, try CatalogLoading.added(at: file))) }
    let check = DetectorCheck(own.reduce(try CatalogLoading.catalog(adding: [])) { $0.merging($1.catalog) })
    var complaints = 0
    for (file, catalog) in own {
      for detector in catalog.detectors {
        for complaint in check.complaints(about: detector) {
          complaints += 1
          StandardStream.error.line("error: \(file): \(detector.id): \(complaint)")
        }
      }
    }
    guard complaints == 0 else { throw ExitCode(ExitStatus.findings) }
    let count = own.reduce(0) { $0 + $1.catalog.detectors.count }
    try StandardStream.output.write("\(count) \(count == 1 ? "detector" : "detectors"), all right\n")
  }
}
