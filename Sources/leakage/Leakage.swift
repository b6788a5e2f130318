internal import ArgumentParser

/// The program: picks a command, runs it, turns whatever it throws into two lines and an exit status.
@main
struct Leakage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leakage",
    abstract: "Finds the credentials that leaked into git history and says how old the unrotated ones are.",
    discussion: """
      Without a command, leakage scans. It sends nothing over the network (only probes do, when told to) and shows no secret unless asked to.

      EXAMPLES:
        leakage                          scan the repository here, whole history
        leakage scan ~/src/api main..    scan the commits that are not in main
        leakage scan --staged            scan what the next commit adds
        leakage audit ~/src              scan many repositories, again every night
        leakage report *.json -o age.html  make one age report of many scans
        leakage merge *.json -o all.jsonl  join the outputs of many machines
        leakage probe                    tell which leaks still work: shows what it would send
        leakage detectors list           name what is searched for
        leakage import .gitleaks.toml    carry over another scanner's rules and ignores
        leakage posture                  say where long-lived keys could be short-lived ones
        leakage hook install             refuse commits that bring in secrets
        leakage ci                       scan what a CI job is about
        leakage doctor                   say what is installed and which settings count

      EXIT STATUS: 0 clean, 1 findings, 2 wrong usage, 3 something could not be read or written.
      """,
    version: "leakage \(Version.text)",
    subcommands: [
      ScanCommand.self, AuditCommand.self, PostureCommand.self, ReportCommand.self, MergeCommand.self,
      ProbeCommand.self,
      LedgerCommand.self,
      RevokeHelpCommand.self,
      DetectorsCommand.self, BaselineCommand.self, ImportCommand.self, HookCommand.self, CICommand.self,
      RedactCommand.self,
      DoctorCommand.self, VersionCommand.self,
    ],
    defaultSubcommand: ScanCommand.self)

  static func main() async {
    StandardStream.ignoreBrokenPipes()
    ProcessExit.leave(with: await status(for: Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs a command line (without the program's name) and gives the exit status.
  static func status(for arguments: [String]) async -> Int32 {
    do {
      try await run(arguments)
      return ExitStatus.clean
    } catch {
      return CommandFailure.conclude(error)
    }
  }

  private static func run(_ arguments: [String]) async throws {
    var command = try CommandChoice(Leakage.self).command(for: ShowSecrets.spelledOut(arguments))
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }
}
