internal import ArgumentParser

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Read what probes and inventories told, now and before.",
    discussion: """
      The ledger keeps observations by fingerprint: endpoint, time, verdict, status, dates, masked owner. It holds no \
      value and no answer.

      EXAMPLES:
        leakage ledger list                    every secret that was looked at, and what is known of it
        leakage ledger show 4be1a2f0…          one secret's observations
        leakage ledger export > ledger.jsonl   all observations, one a line
      """,
    subcommands: [
      LedgerListCommand.self, LedgerShowCommand.self, LedgerExportCommand.self, LedgerForgetCommand.self,
      LedgerVerifyCommand.self,
    ])
}

/// Which ledger.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read FILE. (default: leakage/ledger.sqlite in the state directory)", valueName: "file"),
    completion: .file())
  var ledger: String?

  func open() throws(CommandFailure) -> LedgerFile { try LedgerFile.existing(ledger) }
}
