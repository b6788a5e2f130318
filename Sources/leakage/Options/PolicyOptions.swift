internal import ArgumentParser

/// What counts as a violation and how it is told.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Do not count the secrets that FILE knows; report new copies of them.", valueName: "file"),
    completion: .file())
  var baseline: String?

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
