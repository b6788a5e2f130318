internal import ArgumentParser
internal import Detectors

struct DetectorsTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of detectors: each must find its positive ones and no negative one.",
    discussion: """
      Without a path the embedded detectors are run. With paths, the detectors of those files are run among the \
      embedded ones: what another detector takes over by a better claim is not found.

      Exit status 1 when an example fails, 2 when a file cannot be read as a detector file.

      EXAMPLES:
        leakage detectors test                    those of this program
        leakage detectors test my-company.toml
        leakage detectors test -v detectors/      a line for each detector
      """,
    aliases: ["check"])

  @Argument(
    help: ArgumentHelp("Detector files, or folders of them.", valueName: "path"),
    completion: .file(extensions: ["toml"]))
  var paths: [String] = []

  @Flag(name: .shortAndLong, help: "Print a line for every detector.")
  var verbose = false

  func run() throws {
    let outcome = paths.isEmpty ? try embedded() : try added()
    guard outcome.failures.isEmpty else {
      for failure in outcome.failures { StandardStream.error.line("error: \(failure)") }
      StandardStream.error.line("\(outcome.failures.count) of \(count(outcome.examples, "example")) failed")
      throw ExitCode(ExitStatus.findings)
    }
    try StandardStream.output.write(
      "\(count(outcome.detectors.count, "detector")), \(count(outcome.examples, "example")), all right\n")
  }

  private struct Outcome {
    var detectors: [Detector] = []
    var failures: [String] = []

    var examples: Int {
      detectors.reduce(0) { $0 + $1.examples.positive.count + $1.examples.negative.count }
    }
  }

  private func embedded() throws -> Outcome {
    let catalog = try CatalogLoading.catalog(adding: [])
    let check = ExampleCheck(catalog)
    var outcome = Outcome(detectors: Array(catalog.detectors))
    for detector in catalog.detectors {
      let failures = check.failures(of: detector)
      outcome.failures += failures.map { "\(detector.id): \($0.description)" }
      try tell(detector, failures.count)
    }
    return outcome
  }

  private func added() throws -> Outcome {
    var files: [DetectorFile] = []
    var catalog = try CatalogLoading.catalog(adding: [])
    for path in paths {
      let own = try CatalogLoading.files(at: path)
      catalog = catalog.merging(try CatalogLoading.catalog(of: own, path: path))
      files += own
    }
    let check = CatalogCheck(catalog)
    var outcome = Outcome()
    for file in files {
      let errors = check.errors(in: file)
      outcome.detectors += file.detectors
      outcome.failures += errors.map(\.description)
      for detector in file.detectors { try tell(detector, errors.count { $0.detector == detector.id }) }
    }
    return outcome
  }

  private func tell(_ detector: Detector, _ failures: Int) throws {
    guard verbose else { return }
    let examples = detector.examples
    try StandardStream.output.write(
      "\(failures == 0 ? "ok    " : "FAILS ") \(detector.id): \(examples.positive.count) positive, "
        + "\(examples.negative.count) negative\n")
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
