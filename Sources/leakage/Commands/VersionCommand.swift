internal import ArgumentParser
internal import Detectors
internal import EmbeddedDetectors

struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the program's version and the state of its detectors.",
    discussion: """
      EXAMPLES:
        leakage version        version, number of detectors, digest of the catalogue
        leakage --version      the version alone
      """)

  func run() throws {
    let catalog = DetectorCatalog.embedded
    try StandardStream.output.write(
      "leakage \(Version.text)\ndetectors \(catalog.detectors.count)\ncatalog \(catalog.digest)\n")
  }
}
