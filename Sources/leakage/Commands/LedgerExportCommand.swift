internal import ArgumentParser
internal import Findings
internal import Foundation

struct LedgerExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write all observations as JSON, one a line, oldest first.",
    discussion: """
      EXAMPLES:
        leakage ledger export > ledger.jsonl
      """)

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for observation in try options.open().observations() {
      try StandardStream.output.write(String(decoding: try encoder.encode(observation), as: UTF8.self) + "\n")
    }
  }
}
