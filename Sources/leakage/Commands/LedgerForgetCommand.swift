internal import ArgumentParser
internal import Findings

struct LedgerForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove every observation of one secret.")

  @Argument(help: ArgumentHelp("Fingerprint, as reports show it.", valueName: "fingerprint"))
  var fingerprint: String

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let fingerprint = try FingerprintArgument.read(fingerprint)
    let count = try options.open().forget(fingerprint)
    try StandardStream.output.write("forgot \(count) \(count == 1 ? "observation" : "observations")\n")
  }
}
