internal import ArgumentParser
internal import Findings

/// How an audit searches, and what it may take.
struct AuditOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Remember in FILE what was scanned. (default: leakage/audit.sqlite in the state directory)",
      valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var state: String?

  @Flag(help: "Scan everything again, whatever the state says.")
  var rescan = false

  @Option(
    help: ArgumentHelp(
      "Memory for scans beyond the packs, which are mapped. (default: half of the machine's)",
      valueName: "size"),
    transform: { try ByteCount($0) })
  var maxMemory: ByteCount?

  @Option(
    help: ArgumentHelp("Threads of all scans together. (default: one per core)", valueName: "n"),
    transform: EngineOptions.parseCount)
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Skip, but count and name, blobs over SIZE. (default: 64MiB)", valueName: "size"),
    transform: { try ByteCount($0) })
  var maxSize: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Report findings of LEVEL and surer: low, medium, high or certain. (default: medium)",
      valueName: "level"))
  var confidence: Finding.Confidence?

  @Flag(help: "Also search objects that no ref leads to.")
  var unreachable = false

  @Option(
    name: .customLong("detectors"), parsing: .singleValue,
    help: ArgumentHelp(
      "Add the detectors of a file or folder; one with a known id replaces it. Repeatable.", valueName: "path"
    ),
    completion: .file(extensions: ["toml"]))
  var detectorPaths: [String] = []

  @OptionGroup var posture: PostureOptions

  @Option(
    help: ArgumentHelp("Append what happens to FILE, one JSON object a line.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var log: String?
}
