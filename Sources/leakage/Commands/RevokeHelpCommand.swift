internal import ArgumentParser
internal import Detectors
internal import Findings
internal import Reporting

struct RevokeHelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke-help",
    abstract: "Say how to revoke a credential and what replaces it. Revokes nothing.",
    discussion: """
      EXAMPLES:
        leakage revoke-help aws-access-key
        leakage revoke-help 4be1a2f07c6d9e835a1b0c2d3e4f5a6b --report report.json
      """)

  @Argument(
    help: ArgumentHelp(
      "Id of a detector, or a fingerprint that the ledger or --report knows.", valueName: "name"))
  var name: String

  @Option(
    help: ArgumentHelp("Look the fingerprint up in a JSON report.", valueName: "file"), completion: .file())
  var report: String?

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    let all = try CatalogLoading.catalog(adding: catalog.detectorPaths)
    let id = try Fingerprint(name).map { fingerprint throws in try detector(of: fingerprint) } ?? name
    guard let detector = all.detector(withID: id) else {
      let question = Suggestion.question(for: id, among: all.detectors.map(\.id)).map { $0 + " " } ?? ""
      throw CommandFailure(
        "no detector named '\(id)'", help: question + "list them with: leakage detectors list")
    }
    try StandardStream.output.write(RevokeText(detector).text)
  }

  private func detector(of fingerprint: Fingerprint) throws -> String {
    if let report {
      let source = try ProbeSource.report(report)
      if let finding = source.findings.first(where: { $0.fingerprint == fingerprint }) {
        return finding.detector
      }
    }
    if let known = try ledger.open().observations(of: fingerprint).last { return known.detector }
    throw CommandFailure(
      "no ledger or report knows \(fingerprint)", help: "name the report that has it: --report FILE")
  }
}

/// How to end one kind of credential.
struct RevokeText {
  private let detector: Detector

  init(_ detector: Detector) { self.detector = detector }

  var text: String {
    let summary = detector.summary
    var lines = ["\(summary.name) (\(detector.id))", ""]
    lines.append(
      "1. Make the replacement first: \(summary.replacement ?? "a new credential with the least rights that the use needs")."
    )
    lines.append("2. Put it where the old one is used, and see that it works.")
    lines.append("3. Revoke the old one: \(summary.ending).")
    if summary.id.hasPrefix("aws-") {
      lines.append(
        "   Deactivating can be undone, deleting cannot: deactivate, wait for complaints, then delete.")
    }
    if summary.revoke?.contains("credentials/revoke") == true {
      lines.append(
        "   POST /credentials/revoke needs no authentication, cannot be undone and mails the owner.")
    }
    lines.append("4. Read the provider's log for uses that were not yours, from the day it leaked on.")
    lines.append("5. Confirm: leakage probe --run, today and on another day.")
    lines.append("")
    lines.append("Deleting the line or rewriting history does not revoke anything: copies stay.")
    if let reference = summary.reference { lines.append("See \(reference)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
