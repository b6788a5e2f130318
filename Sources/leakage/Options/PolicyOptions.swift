internal import ArgumentParser
internal import Findings
internal import Posture
internal import Scanning

/// What counts as a violation and how it is told.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Do not count the secrets and posture issues that FILE knows; report new copies of them.",
      valueName: "file"),
    completion: .file())
  var baseline: String?

  @OptionGroup var gate: GateOptions

  @Option(
    help: ArgumentHelp("Exit status when findings violate the policy. (default: 1)", valueName: "n"),
    transform: parseCode)
  var exitCode = Int(ExitStatus.findings)

  private static func parseCode(_ text: String) throws -> Int {
    guard let code = Int(text), (0...255).contains(code) else {
      throw BadValue("not a number from 0 to 255")
    }
    return code
  }
}

/// `--fail-on`, which the policy of a configuration gives way to.
struct GateOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-on"), parsing: .singleValue,
    help: ArgumentHelp(
      "What makes the run fail: new, live, head, age>90d, age>policy, severity>=high, or any validity, placement or "
        + "verdict; posture, alone or with severity, age or a check's id, for posture issues. With commas (or several "
        + "times) any of them, with '+' all of them. (default: the configuration's; without one, any secret for a scan "
        + "and nothing for a report)",
      valueName: "conditions"))
  var conditions: [String] = []

  /// Nil where the command line says nothing.
  func policy() throws(CommandFailure) -> Policy? {
    guard !conditions.isEmpty else { return nil }
    do {
      return try Policy(words: conditions, checks: PostureRules.ids)
    } catch {
      throw CommandFailure("--fail-on: \(error)", help: GateOptions.help(error.word, PolicyWordError.help))
    }
  }

  /// With the check that was meant, where one is near.
  static func help(_ word: String, _ known: String) -> String {
    let question = Suggestion.question(for: word, among: PostureRules.ids.sorted()).map { $0 + " " } ?? ""
    return question + known
  }

  /// Who asks for posture where none is checked must not be told that all is well.
  static func check(_ policy: Policy?, against options: ScanOptions) throws(CommandFailure) {
    guard policy?.posture != nil, !options.checksPosture else { return }
    throw CommandFailure(
      "--fail-on names posture, which is checked where a whole repository or a range is scanned",
      help: "drop it, or check by itself with: leakage posture")
  }
}
