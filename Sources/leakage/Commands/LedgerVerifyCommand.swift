internal import ArgumentParser

struct LedgerVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check the ledger's file: its structure, its rows, who may read it.",
    discussion: """
      EXAMPLES:
        leakage ledger verify --ledger team.sqlite
      """)

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let file = try options.open()
    let complaints = try file.verify()
    guard complaints.isEmpty else {
      for complaint in complaints { StandardStream.error.line("error: \(file.path): \(complaint)") }
      throw ExitCode(ExitStatus.incomplete)
    }
    try StandardStream.output.write("\(file.path): sound, \(try file.observations().count) observations\n")
  }
}
