internal import ArgumentParser
internal import Findings

/// What counts as a violation and how it is told.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Do not count the secrets that FILE knows; report new copies of them.", valueName: "file"),
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
        + "verdict. With commas (or several times) any of them, with '+' all of them. (default: the configuration's; "
        + "without one, any for a scan and nothing for a report)",
      valueName: "conditions"))
  var conditions: [String] = []

  /// Nil where the command line says nothing.
  func policy() throws(CommandFailure) -> Policy? {
    guard !conditions.isEmpty else { return nil }
    do {
      return try Policy(words: conditions)
    } catch {
      throw CommandFailure("--fail-on: \(error)", help: PolicyWordError.help)
    }
  }
}
