internal import ArgumentParser
internal import Findings

struct LedgerForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove every observation of one secret.",
    discussion: """
      EXAMPLES:
        leakage ledger forget 4be1a2f07c6d9e835a1b0c2d3e4f5a6b
      """)

  @Argument(help: ArgumentHelp("Fingerprint, as reports show it.", valueName: "fingerprint"))
  var fingerprint: String

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let fingerprint = try FingerprintArgument.read(fingerprint)
    let count = try options.open().forget(fingerprint)
    try StandardStream.output.write("forgot \(count) \(count == 1 ? "observation" : "observations")\n")
  }
}
