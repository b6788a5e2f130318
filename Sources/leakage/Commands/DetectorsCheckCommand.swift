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
    var complaints = 0
    var count = 0
    for file in files {
      for detector in try CatalogLoading.detectors(at: file) {
        count += 1
        for complaint in CatalogLoading.complaints(about: detector) {
          complaints += 1
          StandardStream.error.line("error: \(file): \(detector.id): \(complaint)")
        }
      }
    }
    guard complaints == 0 else { throw ExitCode(ExitStatus.findings) }
    try StandardStream.output.write("\(count) detectors, all right\n")
  }
}
