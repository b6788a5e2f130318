internal import ArgumentParser
internal import Findings

struct LedgerListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the secrets that were looked at: fingerprint, validity, dates, detector.",
    discussion: """
      EXAMPLES:
        leakage ledger list | grep provisional     what another day has to confirm
      """)

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let timelines = try options.open().timelines().sorted { $0.key < $1.key }
    let lines = timelines.map { fingerprint, timeline in
      let parts = [
        fingerprint.description, timeline.state, timeline.last.time.date, timeline.last.detector,
        timeline.interval,
      ]
      return parts.compactMap(\.self).joined(separator: "  ")
    }
    try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}

extension ValidityTimeline {
  /// `dead (provisional)`.
  var state: String {
    guard validity.hasEnded, last.source == .probe else { return validity.rawValue }
    return validity.rawValue + (isConfirmed ? " (confirmed)" : " (provisional)")
  }

  /// `died after 2026-01-02, by 2026-03-04`; nil while it works.
  var interval: String? {
    guard let death else { return reopenings > 0 ? "was dead in between" : nil }
    let latest = death.latest?.date ?? ""
    return death.earliest.map { "died after \($0.date), by \(latest)" } ?? "died by \(latest)"
  }
}
