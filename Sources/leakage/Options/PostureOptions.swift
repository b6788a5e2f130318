internal import ArgumentParser
internal import Findings
internal import Posture
internal import Scanning

/// What a scan does about posture.
struct PostureOptions: ParsableArguments {
  @Flag(help: "Leave out the checks of posture. See 'leakage posture'.")
  var noPosture = false

  /// Whether a scan of this kind checks posture: of a whole repository, or what a range brings about.
  func isWanted(by options: ScanOptions) -> Bool {
    options.scope == .everything && !noPosture && (!options.narrowsHistory || options.range != nil)
  }
}

/// How posture is checked by itself.
struct PostureSearchOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Worker threads. (default: one per core)", valueName: "n"))
  var threads: Int?

  @Flag(help: "Obey no file of the repository: configuration, ignore file, inline comments.")
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
    help: ArgumentHelp("Count ages to DATE instead of now; makes reports reproducible.", valueName: "date"),
    transform: DateArgument.parse)
  var now: Timestamp?

  func validate() throws {
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw BadValue("--threads is no number from 1 to 1024")
    }
  }

  /// As a scan has them.
  var engine: EngineOptions {
    get throws {
      var engine = try EngineOptions.parse([])
      engine.threads = threads
      engine.untrusted = untrusted
      engine.config = config
      engine.ignoreFile = ignoreFile
      engine.now = now
      return engine
    }
  }
}

/// What makes a check of posture fail.
struct PostureGateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Do not count the posture issues that FILE knows.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Option(
    name: .customLong("fail-on"), parsing: .singleValue,
    help: ArgumentHelp(
      "What makes the run fail: new, severity>=high, age>90d, or ids of checks. With commas (or several times) any of them, "
        + "with '+' all of them. (default: any)",
      valueName: "conditions"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("Exit status when issues fail the run.", valueName: "n"))
  var exitCode = Int(ExitStatus.findings)

  func validate() throws {
    guard (0...255).contains(exitCode) else { throw BadValue("--exit-code is no number from 0 to 255") }
  }

  func policy() throws(CommandFailure) -> PosturePolicy {
    conditions.isEmpty ? .anyIssue : try PosturePolicy.reading(conditions, option: "--fail-on")
  }
}

extension PosturePolicy {
  fileprivate static func reading(
    _ words: [String], option: String
  ) throws(CommandFailure) -> PosturePolicy {
    do {
      return try PosturePolicy(words: words, known: PostureRules.ids)
    } catch {
      throw CommandFailure("\(option): \(error)", help: GateOptions.help(error.word, PosturePolicy.help))
    }
  }
}
