internal import ArgumentParser
internal import Findings

struct LedgerShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one secret's observations, oldest first.",
    discussion: """
      EXAMPLES:
        leakage ledger show 4be1a2f07c6d9e835a1b0c2d3e4f5a6b
      """)

  @Argument(help: ArgumentHelp("Fingerprint, as reports show it.", valueName: "fingerprint"))
  var fingerprint: String

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let fingerprint = try FingerprintArgument.read(fingerprint)
    guard let timeline = ValidityTimeline(try options.open().observations(of: fingerprint)) else {
      throw CommandFailure(
        "the ledger does not know \(fingerprint)", help: "list them with: leakage ledger list")
    }
    let head = [
      "fingerprint   \(fingerprint)", "detector      \(timeline.last.detector)",
      "validity      \(timeline.state)",
      timeline.interval.map { "interval      \($0)" },
      timeline.lastSeenLive.map { "last live     \($0.iso8601)" },
      timeline.reopenings > 0 ? "reopened      \(timeline.reopenings)" : nil,
    ]
    let rows = timeline.observations.map { observation in
      let parts = [
        observation.time.iso8601, observation.validity.rawValue, observation.reason?.rawValue,
        observation.httpStatus.map(String.init), observation.endpoint,
        observation.owner.map { "owner \($0)" },
        observation.created.map { "created \($0.date)" }, observation.expires.map { "expires \($0.date)" },
        observation.lastUsed.map { "last used \($0.date)" }, observation.scopes.map { "scopes \($0)" },
      ]
      return parts.compactMap(\.self).joined(separator: "  ")
    }
    try StandardStream.output.write((head.compactMap(\.self) + [""] + rows).map { $0 + "\n" }.joined())
  }
}

/// A fingerprint on the command line.
enum FingerprintArgument {
  static func read(_ text: String) throws(CommandFailure) -> Fingerprint {
    guard let fingerprint = Fingerprint(text) else {
      // Not quoted: it may be a secret in the wrong place.
      throw CommandFailure(
        "not a fingerprint", help: "a fingerprint has 32 digits of 0-9 and a-f; reports show them")
    }
    return fingerprint
  }
}
