internal import ArgumentParser
internal import Findings
internal import Scanning

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Mask the secrets of a stream: standard input to standard output.",
    discussion: """
      A secret becomes a placeholder such as [redacted:ghp_:5d41402a]: the provider's public prefix and a keyed \
      fingerprint, the same for the same secret within a run, and in all runs with the same LEAKAGE_KEY. All other bytes \
      pass as they are. Lines come out when they have ended; keys in lines are held to their last line.

      EXAMPLES:
        kubectl logs api | leakage redact
        leakage redact < session.log > session.clean.log
        make deploy 2>&1 | leakage redact --max-delay 50 | tee deploy.log

      EXIT STATUS: 0 all was searched and passed on, 1 with --exit-code 1 when something was masked, 2 wrong usage, 3 \
      something could not be read, searched or written.
      """)

  @OptionGroup var catalog: CatalogOptions

  @Option(
    help: ArgumentHelp(
      "Mask what is of LEVEL and surer: low, medium, high or certain. (default: medium)", valueName: "level"))
  var confidence: Finding.Confidence?

  @Option(
    help: ArgumentHelp(
      "Let out an unfinished line after MS milliseconds, up to its last white space; 0 waits for its end.",
      valueName: "ms"))
  var maxDelay = 200

  @Option(help: ArgumentHelp("Exit with N when something was masked.", valueName: "n"))
  var exitCode: Int32 = 0

  func validate() throws {
    guard (0...600_000).contains(maxDelay) else {
      throw ValidationError("--max-delay: not a number from 0 to 600000")
    }
    guard (0...125).contains(exitCode) else {
      throw ValidationError("--exit-code: not a number from 0 to 125")
    }
  }

  func run() throws {
    let detectors = try CatalogLoading.catalog(adding: catalog.detectorPaths)
    let key = ProcessEnvironment.current[FingerprintKey.environmentVariable].map { FingerprintKey($0.utf8) }
    // Without a key of the user's the run has one of its own: nobody can try passwords against what stands in a log.
    let own = key ?? FingerprintKey(FingerprintKey.makeSalt().utf8)
    let spotter = SecretSpotter(detectors, least: confidence ?? .medium, key: own)
    var pump = RedactionPump(
      RedactionFilter(spotter, PlaceholderNames(key: own)),
      delay: maxDelay == 0 ? nil : .milliseconds(maxDelay))
    let masked = try pump.run()
    let stuck = spotter.takeGaveUp()
    guard stuck.isEmpty else {
      throw CommandFailure(
        "some text was too much for: \(stuck.joined(separator: ", "))",
        help: "what they would find in it was not masked", status: ExitStatus.incomplete)
    }
    if masked > 0, exitCode != ExitStatus.clean { throw ExitCode(exitCode) }
  }
}
