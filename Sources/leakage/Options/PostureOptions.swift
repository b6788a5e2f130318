internal import ArgumentParser
internal import Findings
internal import Posture
internal import Scanning

/// What a scan does about posture.
struct PostureOptions: ParsableArguments {
  @Flag(help: "Leave out the checks of posture. See 'leakage posture'.")
  var noPosture = false

  @Option(
    name: .customLong("posture-gate"), parsing: .singleValue,
    help: ArgumentHelp(
      "Fail the run also where posture issues meet CONDITIONS, as 'leakage posture --fail-on' has them. Repeatable. "
        + "(default: posture fails no scan)",
      valueName: "conditions"))
  var gate: [String] = []

  /// Nil where posture fails nothing.
  func policy() throws(CommandFailure) -> PosturePolicy? {
    gate.isEmpty ? nil : try PosturePolicy.reading(gate, option: "--posture-gate")
  }

  /// Whether a scan of this kind checks posture: of a whole repository only.
  func isWanted(by options: ScanOptions) throws(CommandFailure) -> Bool {
    let isWhole = options.scope == .everything && !options.narrowsHistory
    guard gate.isEmpty || isWhole && !noPosture else {
      throw CommandFailure(
        "--posture-gate means nothing here: posture is checked where a whole repository is scanned",
        help: "drop it, or check by itself with: leakage posture")
    }
    return isWhole && !noPosture
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
    name: .customLong("fail-on"), parsing: .singleValue,
    help: ArgumentHelp(
      "What makes the run fail: severity>=high, age>90d, or ids of checks. With commas (or several times) any of them, "
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
      let question =
        Suggestion.question(for: error.word, among: PostureRules.ids.sorted()).map { $0 + " " } ?? ""
      throw CommandFailure("\(option): \(error)", help: question + PosturePolicy.help)
    }
  }
}
