internal import ArgumentParser

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed, which files and settings count here, and what is wrong with them.",
    discussion: """
      Looks and changes nothing: program, detectors, fingerprint key, ledger, repository, git's configuration, hooks, \
      agents, and the files that steer a scan. Ends with 0 when nothing is wrong, else with 3.

      EXAMPLES:
        leakage doctor
        leakage doctor ~/src/api
      """)

  @Argument(
    help: ArgumentHelp("The repository or folder to look at. (default: .)", valueName: "path"),
    completion: .directory)
  var path = "."

  func run() throws {
    let checkup = Checkup(path: path, environment: .current)
    let rows = checkup.rows()
    try StandardStream.output.write(rows.map(\.text).joined())
    guard !rows.contains(where: \.isProblem) else { throw ExitCode(ExitStatus.incomplete) }
  }
}
