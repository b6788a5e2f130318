internal import ArgumentParser
internal import Migration

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Carry over the rules and ignores of another secret scanner.",
    discussion: """
      Reads .gitleaks.toml, .gitleaksignore and reports of gitleaks, .secrets.baseline of detect-secrets, \
      .gitguardian.yaml of ggshield, rules and baselines of Kingfisher, rules and ignore files of Nosey Parker. Writes detectors, \
      .leakage.toml, .leakageignore and .leakage-baseline.json: what stands in them stays. Names everything that \
      could not be carried over.

      Entries that name a secret by a hash or a place become fingerprints: the repository is scanned to find which \
      secrets they mean. No value is written or shown.

      Exit status 0 when everything was carried over, 1 when something was left, 2 when nothing was done.

      EXAMPLES:
        leakage import .gitleaks.toml .gitleaksignore --dry-run
        leakage import .secrets.baseline --resolve ~/src/api -o ~/src/api
        leakage import rules/*.yml --from kingfisher
        leakage import ignored.txt --from noseyparker-ignore
        leakage import .gitleaks.toml -f json          what was carried over and what was not, for programs
      """)

  @Argument(help: ArgumentHelp("Files of other tools.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Whose files they are. (default: told from name and content)", valueName: "tool"))
  var from: ImportKind?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to FOLDER. (default: the root of the work tree here)", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Scan the repository at PATH to find which secrets are meant. (default: the one here, where it is needed)",
      valueName: "path"),
    completion: .directory)
  var resolve: String?

  @Flag(help: "Scan nothing.")
  var noResolve = false

  @Flag(help: "Replace detectors that were imported earlier.")
  var force = false

  @Option(name: .shortAndLong, help: ArgumentHelp("How the result is told.", valueName: "format"))
  var format = ImportFormat.text

  @Flag(help: "Show what would be written, and write nothing.")
  var dryRun = false

  func run() async throws {
    try await ImportRun(self).run()
  }
}

extension ImportKind: ExpressibleByArgument {}

/// Forms of what an import tells.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
