internal import ArgumentParser
internal import Findings

/// How the search is done.
struct EngineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Skip, but count and name, blobs and files over SIZE. (default: 64MiB)", valueName: "size"),
    transform: { try ByteCount($0) })
  var maxSize: ByteCount?

  @Option(
    help: ArgumentHelp("Worker threads. (default: one per core)", valueName: "n"), transform: parseCount)
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Report findings of LEVEL and surer: low, medium, high or certain; count the others. (default: medium)",
      valueName: "level"))
  var confidence: Finding.Confidence?

  @Flag(help: "Match every byte of every blob instead of what each version adds. Slower, same findings.")
  var exhaustive = false

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Open archives in a repository, too; with --no-archives nowhere. (default: those named, and in folders)"
    ))
  var archives: Bool?

  @Flag(help: "Obey no file of the scanned repository: configuration, ignore file, inline comments.")
  var untrusted = false

  @Option(
    help: ArgumentHelp("Read FILE and not the work tree's .leakage.toml.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @Option(
    help: ArgumentHelp("Read FILE and not the work tree's .leakageignore.", valueName: "file"),
    completion: .file())
  var ignoreFile: String?

  @Option(
    name: .customLong("detectors"), parsing: .singleValue,
    help: ArgumentHelp(
      "Add the detectors of a file or folder; one with a known id replaces it. Repeatable.", valueName: "path"
    ),
    completion: .file(extensions: ["toml"]))
  var detectorPaths: [String] = []

  @Option(
    help: ArgumentHelp("Count ages to DATE instead of now; makes reports reproducible.", valueName: "date"),
    transform: DateArgument.parse)
  var now: Timestamp?

  /// Threads, or what else runs side by side.
  static func parseCount(_ text: String) throws -> Int {
    guard let count = Int(text), (1...1024).contains(count) else {
      throw BadValue("not a number from 1 to 1024")
    }
    return count
  }
}

extension Finding.Confidence: ExpressibleByArgument {}
